using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Federation.Pointers;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Departments;

/// <summary>A child who lives in Brackenford and is in a department at Aldersham since half an hour ago, on a Sunday at ten past two at night; and ways to record what is known.</summary>
internal sealed class VisitBed : IAsyncDisposable
{
    public const string Council = "brackenford-csc";
    public static readonly TestChild Child = TestChild.Of(70, "ZB1 1AA");

    private VisitBed(GatewayHost gateway) => Gateway = gateway;

    public GatewayHost Gateway { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<VisitBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", params (string Name, string Value)[] settings)
    {
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(Child) { More = settings.ToDictionary(one => one.Name, one => one.Value) });
        gateway.Attends(Child, "brook-street-ed", "ENC-90");
        return new VisitBed(gateway);
    }

    /// <summary>The department's own system says that the attendance is over so many hours from now.</summary>
    public static async Task<VisitBed> StartEndingAsync(int hours, string involved = "*")
    {
        var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child));
        var now = gateway.Clock.GetUtcNow();
        gateway.Agencies.AddRelationship(new RelationshipRecord("alder-valley-nhs-trust", involved, Child.Number, Child.Born, "encounter", "ENC-90", now.AddMinutes(-30), now.AddHours(hours), "brook-street-ed", false));
        return new VisitBed(gateway);
    }

    public string Now => Ago(0);

    public string Ago(int minutes) => Gateway.Clock.GetUtcNow().AddMinutes(-minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>A visit, checked and answered by everybody unless a council is silent.</summary>
    public async Task<Guid> BegunAsync(bool silent = false, bool plan = false, bool check = true, bool registered = false)
    {
        if (registered) Gateway.Holds("millpond-surgery-list", Child, new CustodianFacts { Registered = true });
        if (plan) Gateway.Holds(Council, Child, Disclosure.Held.Plan);
        if (!check) return VisitOf((await BeginAsync(new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = Child.Number, ["dateOfBirth"] = Child.Born.ToString("yyyy-MM-dd") } })).Is(200));
        return VisitOf((await BeginAsync(new JsonObject { ["check"] = await CheckAsync(silent) })).Is(200));
    }

    public async Task<string> CheckAsync(bool silent = false, string asker = "nurse")
    {
        if (silent) await Gateway.Agencies.SetAsync(Council, new Behaviour(Fault: Fault.Error));
        var answer = (await Gateway.AskAsync(new Question(Child, "plan-flag", "gp-registration") { Asker = asker })).Is(200);
        if (silent) await Gateway.Agencies.ResetAsync();
        return answer.Json.GetProperty("check").GetString()!;
    }

    public Task<Answer> BeginAsync(JsonObject body, string asker = "nurse", Guid? requestId = null) => Gateway.PostAsync("v1/visits", asker, body, (requestId ?? Guid.NewGuid()).ToString());

    /// <summary>The child is in the department's own system under another name, by which nobody else knows them.</summary>
    public async Task<string> LookedForAsync(string? postcode = null)
    {
        Gateway.Agencies.AddNames(Child.Number, Child.Born, "Typedmark", "Othermark");
        return (await LookAsync("Typedmark", "Othermark", postcode)).Is(200).Json.GetProperty("lookedFor").GetString()!;
    }

    public async Task<Answer> BeginUnfoundAsync(string? postcode = "ZB1 1AA") => await BeginAsync(new JsonObject { ["lookedFor"] = await LookedForAsync(postcode) });

    public Task<Answer> LookAsync(string given, string family, string? postcode, DateOnly? born = null, string asker = "nurse")
    {
        var child = new JsonObject { ["givenName"] = given, ["familyName"] = family, ["dateOfBirth"] = (born ?? Child.Born).ToString("yyyy-MM-dd") };
        if (postcode is not null) child["postcode"] = postcode;
        return Gateway.PostAsync("v1/matches", asker, new JsonObject { ["child"] = child, ["purpose"] = "unscheduled-care", ["caseReference"] = "ENC-90" }, Guid.NewGuid().ToString());
    }

    public Task<Answer> AddAsync(Guid visit, string entry, JsonObject body, string asker = "nurse", Guid? requestId = null) =>
        Gateway.PostAsync($"v1/visits/{visit}/{entry}", asker, body, (requestId ?? Guid.NewGuid()).ToString());

    public Task<Answer> ReadAsync(Guid visit, string asker = "nurse") => Gateway.GetAsync($"v1/visits/{visit}", asker);

    public async Task<string[]> OpenAsync(Guid visit) => Things((await ReadAsync(visit)).Is(200));

    public static string[] Things(Answer answer) => [.. answer.Json.GetProperty("open").EnumerateArray().Select(thing => thing.GetProperty("thing").GetString()!)];

    public static Guid VisitOf(Answer answer) => answer.Json.GetProperty("visit").GetGuid();

    public static string Added(Answer answer) => answer.Json.GetProperty("added").GetString()!;

    /// <summary>Nobody worries; the child walks and is not hurt.</summary>
    public static JsonObject Questions(params (string Name, JsonNode Value)[] but)
    {
        var body = new JsonObject
        {
            ["accountChanged"] = "no",
            ["delay"] = "no",
            ["fitsAge"] = "fits",
            ["behaviour"] = "no",
            ["topToToe"] = "no",
            ["otherWorry"] = "no",
            ["injured"] = false,
            ["walking"] = true,
            ["cameWith"] = new JsonObject { ["name"] = "Comermark", ["relationship"] = "mother", ["parentalResponsibility"] = "yes" },
        };
        foreach (var (name, value) in but) body[name] = value;
        return body;
    }

    public JsonObject Concern(params (string Name, JsonNode Value)[] but)
    {
        var body = new JsonObject { ["summary"] = "Summarymark: the account of the fall does not fit.", ["raisedAt"] = Now, ["kinds"] = new JsonArray("physical"), ["nonAccidental"] = true, ["significantHarm"] = true, ["practice"] = "millpond-surgery" };
        foreach (var (name, value) in but) body[name] = value;
        return body;
    }

    public JsonObject Discharge(params (string Name, JsonNode? Value)[] but)
    {
        var body = new JsonObject
        {
            ["concernsOpen"] = false,
            ["agreed"] = Agreed(),
            ["socialCare"] = new JsonObject { ["view"] = "agreed", ["who"] = "Workermark", ["at"] = Ago(5) },
            ["strategyHeld"] = true,
            ["goesTo"] = new JsonObject { ["with"] = "Gomark", ["relationship"] = "aunt", ["address"] = "Addressmark" },
            ["followUp"] = new JsonObject { ["who"] = "The health visitor", ["on"] = "2026-11-25" },
            ["siblings"] = new JsonObject { ["considered"] = true },
        };
        foreach (var (name, value) in but)
            if (value is null) body.Remove(name);
            else body[name] = value;
        return body;
    }

    public JsonObject Agreed(string senior = "second-doctor") => new() { ["practitioner"] = senior, ["at"] = Ago(2) };

    public JsonObject Rung(string about) => new() { ["about"] = about, ["who"] = "Dutymark", ["at"] = Ago(3) };

    public JsonObject Override => new() { ["reason"] = "Reasonmark: the father takes her to a ward of another hospital.", ["where"] = "The ward", ["with"] = "Her father" };

    public JsonObject Closed(string concern) => new() { ["concern"] = concern, ["reason"] = "Reasonmark: the film shows a fracture that fits the fall.", ["agreed"] = Agreed() };

    public async Task<List<InboxNotice>> NoticesAsync()
    {
        await using var db = await DbAsync();
        return await db.Set<InboxNotice>().AsNoTracking().OrderBy(notice => notice.Id).ToListAsync(Cancellation);
    }

    /// <summary>Who is told of what: event, part and agency.</summary>
    public async Task<string[]> ToldAsync() => [.. (await NoticesAsync()).Select(notice => $"{notice.Event.Word()} {notice.Part.Word()} {notice.Agency}").Order(StringComparer.Ordinal)];

    public async Task<List<VisitEntry>> EntriesAsync()
    {
        await using var db = await DbAsync();
        return await db.Set<VisitEntry>().AsNoTracking().OrderBy(entry => entry.Number).ToListAsync(Cancellation);
    }

    public Task<GatewayContext> DbAsync() => Gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);

    /// <summary>As <see cref="AddEntry"/>, in a process that dies once the ledger has its entry.</summary>
    public AddEntry Dying()
    {
        T Of<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();
        var append = Of<AppendToLedger>();
        return new AddEntry(
            Of<IDbContextFactory<GatewayContext>>(), Of<MayVisit>(), Of<VisitTerms>(), Of<VisitWords>(), Of<SealVisits>(), Of<ReadRecordedCheck>(), Of<IdentifyChild>(), Of<ConfirmGone>(), Of<FindWhom>(), Of<FindVisitors>(), Of<CountVisits>(), Of<TellOfVisits>(),
            Of<ReferralTables>(), Of<Register>(), Of<BankHolidays>(),
            async (entry, stopping) =>
            {
                await append(entry, stopping);
                throw new IOException("killed");
            }, Gateway.Clock);
    }

    public Practitioner Who(string subject) => Gateway.Services.GetRequiredService<DemonstrationPractitioners>().Find(subject)!;


    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
