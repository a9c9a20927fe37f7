using System.Collections;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Notices.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Rules.Signals;
using Gateway.Signals;
using Gateway.Signals.Store;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Signals;

/// <summary>A run of checks on a child with no plan reaches the child's council (rulings, 25): once, and with nothing but how many, which kinds and when.</summary>
public sealed class SignalTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(25);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task R25_two_kinds_of_agency_check_and_the_childs_council_is_told_once_how_many_which_kinds_and_when(string store)
    {
        await using var gateway = await StartAsync(store);
        await NurseAsync(gateway);
        await Background.SignalsAsync(gateway);
        Assert.Empty(await NoticesAsync(gateway));

        gateway.Clock.Advance(TimeSpan.FromDays(5));
        await PracticeAsync(gateway);
        for (var n = 0; n < 2; n++) await Background.SignalsAsync(gateway);
        await Background.InboxAsync(gateway);

        var notice = Assert.Single(await NoticesAsync(gateway));
        Assert.Equal((NoticeEvent.RunOfChecks, NoticeRecipient.FrontDoor, "aldersham-council"), (notice.Event, notice.Part, notice.Agency));
        var listed = Assert.Single((await gateway.GetAsync("v1/notices", "csc-emergency-duty")).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.True(listed.GetProperty("told").GetBoolean());
        var told = (await gateway.GetAsync($"v1/notices/{listed.GetProperty("id").GetString()}", "csc-emergency-duty")).Is(200);
        Assert.DoesNotContain(Child.Number, told.Text);
        var path = "v1/signals/" + listed.GetProperty("subject").GetProperty("id").GetString();
        var read = (await gateway.GetAsync(path, "csc-emergency-duty")).Is(200);
        Assert.Equal((2, 2, "gp-practice nhs-trust"), (read.Json.GetProperty("checks").GetInt32(), read.Json.GetProperty("agencies").GetInt32(), Kinds(read)));
        Assert.Equal(Child.Number, read.Json.GetProperty("child").GetProperty("nhsNumber").GetString());
        // Who asked, and what, is told to nobody.
        foreach (var who in (string[])["millpond", "alder-valley", "nurse", "unscheduled", "scheduled", "ENC-", "REF-", "plan-flag"]) Assert.DoesNotContain(who, read.Text + told.Text);
        foreach (var other in (string[])["nurse", "gp", "csc-social-worker", "officer-of-aldersham-council"]) (await gateway.GetAsync(path, other)).Is(404);
        (await gateway.GetAsync($"v1/signals/{Guid.NewGuid()}", "csc-emergency-duty")).Is(404);

        var entries = await gateway.Entries.OfAsync(EntryType.Disclosure);
        Assert.Single(entries, entry => Kind(entry) == "notice" && entry.Child is not null);
        Assert.Single(entries, entry => Kind(entry) == "run-of-checks" && entry.Child is not null);
    }

    [Fact]
    public async Task R25_what_comes_after_is_added_to_the_run_and_makes_no_other_until_its_time_is_over()
    {
        await using var gateway = await StartAsync("Sqlite");
        await NurseAsync(gateway);
        await PracticeAsync(gateway);
        await Background.SignalsAsync(gateway);
        gateway.Clock.Advance(TimeSpan.FromDays(20));
        await NurseAsync(gateway);
        await PracticeAsync(gateway);
        await Background.SignalsAsync(gateway);

        Assert.Equal(4, Assert.Single(await SignalsAsync(gateway)).Counted().Length);
        gateway.Clock.Advance(TimeSpan.FromDays(11));
        await NurseAsync(gateway);
        await Background.SignalsAsync(gateway);
        Assert.Single(await SignalsAsync(gateway));
        await PracticeAsync(gateway);
        await Background.SignalsAsync(gateway);

        Assert.Equal([4, 2], (await SignalsAsync(gateway)).Select(signal => signal.Counted().Length));
        Assert.Equal(2, (await NoticesAsync(gateway)).Count);
    }

    [Fact]
    public async Task R25_a_check_that_is_asked_again_with_a_reason_stands_once_in_the_list_before_the_run_and_in_it()
    {
        await using var gateway = await StartAsync("Sqlite");
        var asks = new Question(Child, "plan-flag", "plan-category") { Asker = "ed-treating-clinician", Purpose = "clinical-concern" };
        foreach (var asked in (Question[])[asks, asks with { RequestId = Guid.NewGuid(), Justification = Written.Reason() }])
            Assert.Contains((await gateway.AskAsync(asked)).Status, (int[])[200, 503]);
        await PracticeAsync(gateway);
        await Background.SignalsAsync(gateway);
        Assert.Equal(2, Assert.Single(await SignalsAsync(gateway)).Counted().Length);

        gateway.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var asked in (Question[])[asks with { RequestId = Guid.NewGuid() }, asks with { RequestId = Guid.NewGuid(), Justification = Written.Reason() }])
            Assert.Contains((await gateway.AskAsync(asked)).Status, (int[])[200, 503]);
        await Background.SignalsAsync(gateway);
        Assert.Equal(3, Assert.Single(await SignalsAsync(gateway)).Counted().Length);
    }

    [Theory]
    [InlineData(Fault.None, true, 0)]
    [InlineData(Fault.None, false, 1)]
    [InlineData(Fault.Error, true, 1)] // it has a plan, and nobody could say so
    [InlineData(Fault.Error, false, 1)]
    public async Task R25_fires_whether_or_not_the_council_was_silent_and_not_where_a_plan_is_known(Fault fault, bool plan, int signals)
    {
        await using var gateway = await StartAsync("Sqlite");
        if (plan) gateway.Holds("aldersham-csc", Child, Held.Plan);
        if (fault != Fault.None) await gateway.Agencies.SetAsync("aldersham-csc", new Behaviour(Fault: fault));
        await NurseAsync(gateway);
        await PracticeAsync(gateway);
        await Background.SignalsAsync(gateway);

        Assert.Equal(signals, (await NoticesAsync(gateway)).Count(notice => notice.Event == NoticeEvent.RunOfChecks));
    }

    [Fact]
    public async Task R25_one_agency_alone_a_stranger_and_a_child_whom_nobody_knows_make_no_run()
    {
        var other = TestChild.Of(26);
        await using var gateway = await StartAsync("Sqlite");
        for (var n = 0; n < 3; n++) await NurseAsync(gateway);
        // No relationship: it is refused, and rings no bell at the council.
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "dsl", Purpose = "school-support" })).Is(403);
        gateway.Attends(other);
        gateway.Involve("millpond-surgery", "registration", other);
        await gateway.AskAsync(new Question(other, "plan-flag"));
        await gateway.AskAsync(new Question(other, "plan-flag") { Asker = "gp", Purpose = "scheduled-care" });
        await Background.SignalsAsync(gateway);

        Assert.Empty(await SignalsAsync(gateway));
        Assert.Empty(await NoticesAsync(gateway));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task R25_any_number_of_processes_count_a_check_once_and_tell_of_a_run_once(string store)
    {
        await using var gateway = await StartAsync(store);
        await NurseAsync(gateway);
        await PracticeAsync(gateway);
        await NurseAsync(gateway);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<FollowChecks>(gateway.Services).RunAsync(Cancellation), Cancellation)));
        await Background.SignalsAsync(gateway);
        var told = await SignalsAsync(gateway);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<TellSignals>(gateway.Services).RunAsync(Cancellation), Cancellation)));

        Assert.Equal(3, Assert.Single(told).Counted().Length);
        Assert.Single(await NoticesAsync(gateway));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task R25_a_process_that_dies_between_counts_nothing_twice_and_leaves_nothing_untold(string store)
    {
        await using var gateway = await StartAsync(store);
        await NurseAsync(gateway);
        await PracticeAsync(gateway);
        var count = gateway.Services.GetRequiredService<CountChecks>();
        await ActivatorUtilities.CreateInstance<FollowChecks>(gateway.Services).RunAsync(Cancellation);
        var (position, seen) = await StoredAsync(gateway, async db => ((await db.Set<LedgerFollowed>().SingleAsync(Cancellation)).Position, await db.Set<CheckSeen>().CountAsync(Cancellation)));
        var next = new CheckOfLedger(position, "brackenford-hospitals-nhs-trust", About, gateway.Clock.GetUtcNow(), PlanSaid.Nothing);

        // In the middle of a batch: after the first of two.
        await Assert.ThrowsAsync<IOException>(() => count.TryAsync(position, position + 2, new Dying([next]), Cancellation));
        Assert.Equal(2, Assert.Single(await SignalsAsync(gateway)).Counted().Length);
        Assert.Equal((position, seen), await StoredAsync(gateway, async db => ((await db.Set<LedgerFollowed>().SingleAsync(Cancellation)).Position, await db.Set<CheckSeen>().CountAsync(Cancellation))));

        // Between counting and telling.
        Assert.Empty(await NoticesAsync(gateway));
        await gateway.RestartAsync();
        for (var n = 0; n < 2; n++) await Background.SignalsAsync(gateway);
        Assert.Single(await NoticesAsync(gateway));
        Assert.Equal(2, Assert.Single(await SignalsAsync(gateway)).Counted().Length);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task R25_generated_checks_below_the_threshold_tell_nobody_and_at_it_once_a_run(string store)
    {
        await using var gateway = await StartAsync(store);
        var count = gateway.Services.GetRequiredService<CountChecks>();
        await ActivatorUtilities.CreateInstance<FollowChecks>(gateway.Services).RunAsync(Cancellation);
        var from = (await StoredAsync(gateway, db => db.Set<LedgerFollowed>().SingleAsync(Cancellation))).Position;
        var random = new Random(7);
        string[] agencies = ["alder-valley-nhs-trust", "millpond-surgery", "northshire-police"];
        var at = gateway.Clock.GetUtcNow().AddDays(-400);
        var (open, kept, expected) = (DateTimeOffset.MinValue, new List<CheckOfLedger>(), 0);
        for (var n = 0; n < 120; n++)
        {
            at = at.AddHours(random.Next(1, 500));
            var check = new CheckOfLedger(from + n, agencies[random.Next(random.Next(1, 4))], About, at, PlanSaid.NotKnown);
            Assert.True(await count.TryAsync(from + n, from + n + 1, [check], Cancellation));
            Assert.False(await count.TryAsync(from + n, from + n + 1, [check], Cancellation));
            if (at < open) continue;
            kept.Add(check);
            if (kept.Where(one => (at - one.At).TotalDays < 30).Select(one => one.Agency).Distinct().Count() < 2) continue;
            (open, expected) = (at.AddDays(30), expected + 1);
            kept.Clear();
        }

        Assert.InRange(expected, 5, 100);
        Assert.Equal(expected, (await SignalsAsync(gateway)).Count);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Involve("millpond-surgery", "registration", Child);
        return gateway;
    }

    private static async Task NurseAsync(GatewayHost gateway) => Assert.Contains((await gateway.AskAsync(new Question(Child, "plan-flag"))).Status, (int[])[200, 503]);

    private static async Task PracticeAsync(GatewayHost gateway) =>
        Assert.Contains((await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "gp", Purpose = "scheduled-care" })).Status, (int[])[200, 503]);

    [Theory, MemberData(nameof(Stores))]
    public async Task One_that_nobody_can_place_is_looked_for_less_and_less_often_and_never_let_go(string store)
    {
        await using var gateway = await StartAsync(store);
        var at = gateway.Clock.GetUtcNow();
        var nobodys = TestChild.Of(990);
        var about = new ChildAsked(NhsNumber.Read(nobodys.Number, out var number) is NhsNumberFault.None ? number : throw new InvalidOperationException(), nobodys.Born);
        await StoredAsync(gateway, async db =>
        {
            db.Add(Signal.Of(new CheckOfLedger(1, "no-agency", about, at, PlanSaid.NotKnown), 7, at.AddDays(30), []));
            return await db.SaveChangesAsync(Cancellation);
        });

        foreach (var (waited, next) in ((TimeSpan, TimeSpan)[])[(TimeSpan.Zero, TimeSpan.FromMinutes(1)), (TimeSpan.FromHours(5), TimeSpan.FromHours(5)), (TimeSpan.FromDays(9), TimeSpan.FromDays(1))])
        {
            gateway.Clock.Advance(at + waited - gateway.Clock.GetUtcNow());
            var now = gateway.Clock.GetUtcNow();
            await Background.SignalsAsync(gateway);
            var signal = await StoredAsync(gateway, db => db.Set<Signal>().AsNoTracking().SingleAsync(Cancellation));
            Assert.Null(signal.ToldAt);
            // The host's clock goes on by itself.
            Assert.InRange(signal.NextTryAt - now, next - TimeSpan.FromSeconds(1), next + TimeSpan.FromMinutes(1));
        }
    }

    private static ChildAsked About => new(NhsNumber.Read(Child.Number, out var number) is NhsNumberFault.None ? number : throw new InvalidOperationException(), Child.Born);

    private static string Kinds(Answer read) => string.Join(' ', read.Json.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));

    private static string? Kind(LedgerReader.Entry entry) => entry.Common.TryGetProperty("kind", out var kind) ? kind.GetString() : null;

    private static Task<List<InboxNotice>> NoticesAsync(GatewayHost gateway) => StoredAsync(gateway, db => db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.RunOfChecks).ToListAsync(Cancellation));

    private static Task<List<Signal>> SignalsAsync(GatewayHost gateway) => StoredAsync(gateway, db => db.Set<Signal>().AsNoTracking().OrderBy(signal => signal.At).ToListAsync(Cancellation));

    private static async Task<T> StoredAsync<T>(GatewayHost gateway, Func<GatewayContext, Task<T>> read)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await read(db);
    }

    /// <summary>The process dies after the last of these.</summary>
    private sealed class Dying(CheckOfLedger[] before) : IReadOnlyList<CheckOfLedger>
    {
        public int Count => before.Length + 1;

        public CheckOfLedger this[int index] => before[index];

        public IEnumerator<CheckOfLedger> GetEnumerator()
        {
            foreach (var check in before) yield return check;
            throw new IOException("killed");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
