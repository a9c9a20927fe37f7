using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Consents;

/// <summary>A gateway with a child of nine in whom a surgery, a school and a council have a part, and about whom everything is held.</summary>
internal sealed class ConsentBed : IAsyncDisposable
{
    public static readonly TestChild Child = TestChild.Of(60) with { Born = new DateOnly(2017, 3, 4) };
    public static readonly TestChild Teenager = TestChild.Of(61) with { Born = new DateOnly(2013, 2, 1) };
    public static readonly TestChild Stranger = TestChild.Of(62) with { Born = new DateOnly(2017, 3, 4) };

    private ConsentBed(GatewayHost gateway) => Gateway = gateway;

    public GatewayHost Gateway { get; }

    public static Task<ConsentBed> StartAsync() => StartAsync(null, "Sqlite");

    public static async Task<ConsentBed> StartAsync(PostgresServer? server, string store, IReadOnlyDictionary<string, string>? more = null)
    {
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(Child, Teenager, Stranger) { Recorded = true, More = more ?? new Dictionary<string, string>() });
        foreach (var child in (TestChild[])[Child, Teenager])
        {
            gateway.Attends(child, reference: "ENC-" + child.Number[^3..]);
            gateway.Involve("millpond-surgery", "registration", child);
            gateway.Involve("st-oswins-primary", "school-roll", child);
            gateway.Involve("aldersham-council", "allocation", child);
            Held.Everything(gateway, child);
        }

        return new ConsentBed(gateway);
    }

    public static JsonObject Yes(TestChild child) => new JsonObject
    {
        ["child"] = Named(child),
        ["kind"] = "service-agreement",
        ["state"] = "given",
        ["giver"] = "parental-responsibility",
        ["obtained"] = "explicit",
        ["informed"] = true,
        ["freelyGiven"] = true,
        ["items"] = new JsonArray("plan-flag", "school"),
        ["recipients"] = new JsonArray("millpond-surgery", "aldersham-council"),
        ["purposes"] = new JsonArray("early-help", "section-17"),
        ["givenOn"] = "2026-11-20",
        ["reference"] = "EH-Referencemark-7",
    };

    public static JsonObject No(TestChild child) => new JsonObject
    {
        ["child"] = Named(child),
        ["kind"] = "service-agreement",
        ["state"] = "refused",
        ["giver"] = "parental-responsibility",
        ["givenOn"] = "2026-11-20",
        ["reference"] = "EH-8",
    };

    public static JsonObject Competence(bool weighs = true) => new JsonObject
    {
        ["kind"] = "general",
        ["understands"] = true,
        ["seesConsequences"] = true,
        ["weighs"] = weighs,
        ["freeOfPressure"] = true,
        ["assessedOn"] = "2026-11-19",
    };

    public static JsonObject Named(TestChild child) => new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") };

    public Task<Answer> RecordAsync(JsonObject body, string asker = "gp", string? requestId = null) => PostAsync("v1/consents", asker, body, requestId);

    public async Task<Guid> RecordedAsync(JsonObject body, string asker = "gp") => (await RecordAsync(body, asker)).Is(201).Json.GetProperty("consent").GetGuid();

    public Task<Answer> WithdrawAsync(Guid consent, string asker = "gp", TestChild? child = null, string? requestId = null) =>
        PostAsync($"v1/consents/{consent}/withdrawal", asker, new JsonObject { ["child"] = Named(child ?? Child), ["by"] = "parental-responsibility" }, requestId);

    public Task<Answer> ReviewAsync(Guid consent, string outcome, string? because = null, string asker = "gp")
    {
        var body = new JsonObject { ["child"] = Named(Child), ["outcome"] = outcome };
        if (because is not null) body["because"] = because;
        return PostAsync($"v1/consents/{consent}/review", asker, body);
    }

    public Task<Answer> SearchAsync(string asker = "gp", TestChild? child = null, JsonObject? seek = null)
    {
        var body = new JsonObject { ["child"] = Named(child ?? Child), ["purposes"] = new JsonArray("early-help", "section-17", "section-47") };
        if (seek is not null) body["seek"] = seek;
        return PostAsync("v1/consents/search", asker, body);
    }

    public Task<Answer> EngageAsync(TestChild child, string asker = "gp") => PostAsync("v1/engagements", asker, new JsonObject
    {
        ["child"] = Named(child),
        ["purposes"] = new JsonArray("early-help"),
        ["informed"] = "carer",
        ["view"] = "agreed",
        ["on"] = "2026-11-20",
        ["reference"] = "EH-9",
    });

    public Task<Answer> PostAsync(string path, string asker, JsonObject body, string? requestId = null) =>
        Gateway.PostAsync(path, asker, body, requestId ?? Guid.NewGuid().ToString());

    /// <summary>The GP asks for early help.</summary>
    public Task<Answer> EarlyHelpAsync(params string[] items) => EarlyHelpAsync(Child, items);

    public Task<Answer> EarlyHelpAsync(TestChild child, params string[] items) => Gateway.AskAsync(new Question(child, items) { Asker = "gp", Purpose = "early-help" });

    public Task<Answer> AssessAsync(params string[] items) => Gateway.AskAsync(new Question(Child, items) { Asker = "csc-social-worker", Purpose = "section-17" });

    public async Task<LedgerReader.Entry> LastAsync(EntryType type) => (await Gateway.Entries.OfAsync(type))[^1];

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
