using System.Text.Json.Nodes;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;

namespace Gateway.Tests.Concerns;

/// <summary>What a member of staff writes about Amira: synthetic, and marked so that it is found wherever it ought not to be.</summary>
internal static class TestConcern
{
    // A Monday, ten past three in the afternoon.
    public static readonly DateTimeOffset Afternoon = new(2026, 11, 23, 15, 10, 0, TimeSpan.Zero);

    public static JsonObject Sample => new()
    {
        ["pupils"] = new JsonArray(new JsonObject { ["firstName"] = "Amira", ["lastName"] = "Childmark", ["dateOfBirth"] = "2019-03-04", ["nhsNumber"] = ReferralBed.NumberOf(0).Digits }),
        ["noticedAt"] = "2026-11-23T14:55:00Z",
        ["where"] = "The hall",
        ["sawOrHeard"] = "Sawmark: a bruise on the upper arm, and she asked not to be collected by him.",
        ["childsWords"] = "Wordsmark: \"he gets cross\"",
        ["marks"] = new JsonArray(new JsonObject { ["region"] = "upper-arm-left", ["size"] = "3", ["colour"] = "blue", ["shape"] = "round", ["texture"] = "smooth", ["explanation"] = "\"I fell\"" }),
        ["others"] = "Nobody",
        ["toldInPerson"] = false,
        ["category"] = new JsonArray("physical"),
        ["dangerNow"] = false,
    };

    public static JsonObject About(string name = "Accusedmark Person", string? practitioner = null, bool isHead = false)
    {
        var about = new JsonObject { ["name"] = name, ["isHead"] = isHead };
        if (practitioner is not null) about["practitioner"] = practitioner;
        return about;
    }

    public static JsonObject Decided(string then = "open", params string[] actions) => new()
    {
        ["actions"] = new JsonArray([.. (actions.Length == 0 ? ["spoke-to-child"] : actions).Select(action => (JsonNode)action)]),
        ["reason"] = "Reasonmark: she spoke of it again.",
        ["then"] = then,
    };

    public static async Task<ReferralBed> StartAsync(PostgresServer? server = null, string store = "Sqlite")
    {
        var bed = await ReferralBed.StartAsync(server, store);
        bed.Gateway.Clock.Advance(Afternoon - bed.Gateway.Clock.GetUtcNow());
        return bed;
    }

    public static Task<Answer> WriteAsync(this ReferralBed bed, JsonObject? written = null, string asker = "school-other", Guid? id = null) =>
        bed.Gateway.PostAsync("v1/concerns", asker, written ?? Sample, (id ?? Guid.NewGuid()).ToString());

    public static async Task<Guid> WrittenAsync(this ReferralBed bed, Action<JsonObject>? change = null, string asker = "school-other")
    {
        var written = Sample;
        change?.Invoke(written);
        return (await bed.WriteAsync(written, asker)).Is(201).Json.GetProperty("concern").GetGuid();
    }

    public static Task<Answer> DecideAsync(this ReferralBed bed, Guid concern, JsonObject decided, string asker = "dsl", Guid? id = null) =>
        bed.Gateway.PostAsync($"v1/concerns/{concern}/decisions", asker, decided, (id ?? Guid.NewGuid()).ToString());

    public static Task<Answer> AddAsync(this ReferralBed bed, Guid concern, string text, string asker = "school-other") =>
        bed.Gateway.PostAsync($"v1/concerns/{concern}/additions", asker, new JsonObject { ["text"] = text }, Guid.NewGuid().ToString());

    public static async Task<Guid[]> QueueAsync(this ReferralBed bed, string tab, string asker = "dsl") =>
        [.. (await bed.Gateway.GetAsync($"v1/concerns?tab={tab}", asker)).Is(200).Json.GetProperty("concerns").EnumerateArray().Select(concern => concern.GetProperty("concern").GetGuid())];

    public static async Task<Guid[]> AllegationsAsync(this ReferralBed bed, string asker) =>
        [.. (await bed.Gateway.GetAsync("v1/allegations", asker)).Is(200).Json.GetProperty("concerns").EnumerateArray().Select(concern => concern.GetProperty("concern").GetGuid())];
}
