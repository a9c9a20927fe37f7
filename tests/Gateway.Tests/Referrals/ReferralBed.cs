using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Referrals;

/// <summary>A gateway on a Saturday night in November, 22:14, and ways to put a referral into its store and to take steps of it.</summary>
internal sealed class ReferralBed : IAsyncDisposable
{
    private ReferralBed(GatewayHost gateway) => Gateway = gateway;

    public GatewayHost Gateway { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ReferralBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", Setting? setting = null)
    {
        var gateway = await GatewayHost.StartAsync(server, store, setting ?? new Setting());
        // The host's Sunday begins four hours later than the worked example of the workflows.
        gateway.Clock.Advance(new DateTimeOffset(2026, 11, 21, 22, 14, 0, TimeSpan.Zero) - GatewayHost.Night);
        return new ReferralBed(gateway);
    }

    public Practitioner Who(string subject) => Gateway.Services.GetRequiredService<DemonstrationPractitioners>().Find(subject)!;

    public T Service<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    public Task<GatewayContext> DbAsync() => Service<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);

    /// <summary>A draft of the nurse's, with children at these councils, none of them sent.</summary>
    public async Task<(Guid Referral, ImmutableArray<Guid> Children)> DraftAsync(params string[] councils)
    {
        await using var db = await DbAsync();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var referral = Referral.Of(Who("nurse"), new ReferralBegun(Wanted.Section47, false, false, Guid.NewGuid(), [1]), at);
        referral.Colleague = "second-nurse";
        var seal = Service<SealReferrals>();
        var children = councils.Select((council, n) => (Id: Guid.CreateVersion7(), council, n))
            .Select(each => ReferralChild.Of(referral, each.Id, each.n + 1, each.council, seal.About(each.Id, About(each.n)))).ToArray();
        db.Add(referral);
        db.AddRange(children.AsEnumerable<object>());
        await db.SaveChangesAsync(Cancellation);
        return (referral.Id, [.. children.Select(child => child.Id)]);
    }

    public static AboutChild About(int n) => new($"Childmark {n}", NumberOf(n), new DateOnly(2019, 3, 4));

    public static NhsNumber NumberOf(int n) => NhsNumber.Read(TestChild.Of(900 + n).Number, out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();

    /// <summary>Sent, and stored for the council in the same breath.</summary>
    public static ImmutableArray<Step> Sent =>
        [new Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), new Step(ReferralEvent.ReferralReceived, ReferralActor.Gateway)];

    public async Task<(Guid Referral, ImmutableArray<Guid> Children)> SentAsync(params string[] councils)
    {
        var (referral, children) = await DraftAsync(councils);
        await using (var db = await DbAsync())
            await db.Set<Referral>().Where(one => one.Id == referral).ExecuteUpdateAsync(set => set.SetProperty(one => one.SentAt, one => one.DraftedAt).SetProperty(one => one.Reference, ReferralReference.Of(Random.Shared.Next(ReferralReference.Count)).Value), Cancellation);
        Assert.IsType<StepTaken.Taken>(await TakeAsync("nurse", referral, children, Sent));
        return (referral, children);
    }

    /// <summary>As many of one child each, put into the store as if they had been received.</summary>
    public async Task ManyAsync(int count, string council)
    {
        await using var db = await DbAsync();
        for (var n = 0; n < count; n++)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(Gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            var referral = Referral.Of(Who("nurse"), new ReferralBegun(Wanted.Section17, false, false, Guid.NewGuid(), [1]), at);
            referral.Colleague = "second-nurse";
            referral.Send(ReferralReference.Of(n), at);
            var id = Guid.CreateVersion7();
            var child = ReferralChild.Of(referral, id, 1, council, Service<SealReferrals>().About(id, About(0)));
            var standing = Standing.Begin(at) with { Main = new Held(ReferralState.Received, at), Clocks = ImmutableSortedDictionary<ReferralClock, ClockRun>.Empty.Add(ReferralClock.Decision, new ClockRun(at)) };
            child.Move(standing, Service<ReferralTables>().Terms.Clocks(standing, Service<CouncilCalendars>().Of(council)));
            db.AddRange(referral, child);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    public Task<StepTaken> TakeAsync(string subject, Guid referral, ImmutableArray<Guid> children, ImmutableArray<Step> steps, Guid? requestId = null, byte sent = 1) =>
        TakeAsync(Service<TakeStep>(), subject, referral, children, steps, requestId, sent);

    public Task<StepTaken> TakeAsync(TakeStep take, string subject, Guid referral, ImmutableArray<Guid> children, ImmutableArray<Step> steps, Guid? requestId = null, byte sent = 1)
    {
        var who = Who(subject);
        return take.RunAsync(StepTaking.Of(who, StepTaking.RequestOf(who, requestId ?? Guid.NewGuid()), [sent], referral, children, steps), Cancellation);
    }

    public Task<StepTaken> TakeAsync(string subject, Guid referral, Guid child, Step step, Guid? requestId = null, byte sent = 1) =>
        TakeAsync(subject, referral, [child], [step], requestId, sent);

    /// <summary>As <see cref="TakeStep"/>, but with a ledger of the test's making.</summary>
    public TakeStep With(Func<AppendToLedger, AppendToLedger> ledger) => new(
        Service<IDbContextFactory<GatewayContext>>(), Service<MoveChild>(), Service<SealReferrals>(), Service<Gateway.Messages.MessagesOfStep>(), Service<TellOfSteps>(), ledger(Service<AppendToLedger>()), Gateway.Clock);

    public async Task<ReferralChild> ChildAsync(Guid child)
    {
        await using var db = await DbAsync();
        return await db.Set<ReferralChild>().AsNoTracking().SingleAsync(one => one.Id == child, Cancellation);
    }

    public async Task<List<ReferralStep>> StepsAsync(Guid child)
    {
        await using var db = await DbAsync();
        return await db.Set<ReferralStep>().AsNoTracking().Where(step => step.Child == child).OrderBy(step => step.At).ThenBy(step => step.Version).ThenBy(step => step.Number).ToListAsync(Cancellation);
    }

    public async Task<IReadOnlyList<LedgerReader.Entry>> EntriesAsync() => await Gateway.Entries.OfAsync(EntryType.Referral);

    /// <summary>Begins a draft over HTTP.</summary>
    public async Task<Guid> BeginAsync(string asker = "nurse") =>
        (await Gateway.PostAsync("v1/referrals", asker, TestForm.Wanted(), Guid.NewGuid().ToString())).Is(201).Json.GetProperty("referral").GetGuid();

    public Task<Answer> SaveAsync(Guid referral, string task, JsonNode body, string asker = "nurse") =>
        Gateway.SendAsync(HttpMethod.Put, $"v1/referrals/{referral}/tasks/{task}", asker, body.ToJsonString());

    /// <summary>A draft with all of its tasks, of children at these postcodes.</summary>
    public async Task<Guid> FilledAsync(string asker = "nurse", params string[] postcodes)
    {
        var referral = await BeginAsync(asker);
        await FillAsync(referral, TestForm.Children(postcodes), asker);
        return referral;
    }

    public async Task FillAsync(Guid referral, JsonObject children, string asker = "nurse")
    {
        var ids = ChildrenOf((await SaveAsync(referral, "children", children, asker)).Is(200));
        foreach (var task in TestForm.Tasks.Skip(1)) (await SaveAsync(referral, task, TestForm.Of(task, ids), asker)).Is(200);
    }

    public static Guid[] ChildrenOf(Answer saved) => [.. saved.Json.GetProperty("receivers").EnumerateArray().Select(child => child.GetProperty("child").GetGuid())];

    /// <summary>The only child of a referral as it is read.</summary>
    public static Guid OnlyChildOf(Answer read) => read.Is(200).Json.GetProperty("children").EnumerateArray().Single().GetProperty("child").GetGuid();

    public Task<Answer> SendAsync(Guid referral, string asker = "nurse") => Gateway.PostAsync($"v1/referrals/{referral}/send", asker, null);

    public Task<Answer> ReadAsync(Guid referral, string asker = "nurse") => Gateway.GetAsync($"v1/referrals/{referral}", asker);

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
