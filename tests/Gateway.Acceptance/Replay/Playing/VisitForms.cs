using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>What a department records of a visit, as an event of a timeline fills it in. What the file does not say worries nobody, and nobody has done it.</summary>
internal static class VisitForms
{
    // In each the harmless answer, and the one that leaves it open.
    private static readonly (string Name, string Harmless, string Open)[] Six =
    [
        ("accountChanged", "no", "cannot-tell-yet"), ("delay", "no", "cannot-tell-yet"), ("fitsAge", "fits", "cannot-tell-yet"),
        ("behaviour", "no", "cannot-tell-yet"), ("topToToe", "no", "not-done-yet"), ("otherWorry", "no", "no"),
    ];

    public static bool Answers(Happening happening) => happening.Facts.TryGetProperty("sixQuestions", out _);

    /// <param name="came">The event with which the child came.</param>
    public static JsonObject Questions(Happening came, Happening happening, bool closed)
    {
        var said = happening.Facts.TryGetProperty("sixQuestions", out var six) && six.ValueKind == JsonValueKind.Object ? six : default;
        var body = new JsonObject(Six.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)(Said(said, one.Name) ?? (closed ? one.Harmless : one.Open)))))
        {
            // A mark that somebody saw is an injury, whatever the child was brought for.
            ["injured"] = came.Is("injury") || came.Text("seen") is not null,
            ["walking"] = !came.Denies("mobile"),
            ["cameWith"] = came.Text("broughtBy") is { } with and not "alone" ? new JsonObject { ["name"] = with, ["relationship"] = with, ["parentalResponsibility"] = "not-known" } : new JsonObject { ["nobody"] = true },
        };
        return body;
    }

    public static JsonObject LeftEarly(DateTimeOffset now) => new() { ["how"] = "before-seen", ["at"] = At(now, 5), ["with"] = "Not known", ["danger"] = false };

    /// <param name="practice">Where the child is registered, as far as the family says.</param>
    public static JsonObject Concern(Happening came, Happening happening, string? practice, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["summary"] = $"{happening.Text("reason") ?? happening.Text("late") ?? "What was seen worries whoever saw the child"}: it is written down as it was seen and heard.",
            ["raisedAt"] = At(now, 1),
            ["kinds"] = new JsonArray("physical"),
            ["nonAccidental"] = came.Is("injury"),
            ["significantHarm"] = happening.Text("rag") == "red",
        };
        if (practice is not null) body["practice"] = practice;
        return body;
    }

    /// <param name="seen">The visit as its department reads it: what is open, and what may be rung about instead.</param>
    public static JsonObject Discharge(Happening happening, Answered seen, string senior, DateTimeOffset now, DateOnly today)
    {
        var handled = happening.Text("silentSourceHandled");
        var rung = handled is null ? [] : seen.List("open").Where(thing => thing.GetProperty("mayBeRung").GetBoolean())
            .Select(thing => (JsonNode)new JsonObject { ["about"] = thing.GetProperty("thing").GetString(), ["who"] = handled, ["at"] = At(now, 15) }).ToArray();
        return new JsonObject
        {
            ["concernsOpen"] = happening.Is("concernOpen"),
            ["rung"] = new JsonArray(rung),
            ["agreed"] = new JsonObject { ["practitioner"] = senior, ["at"] = At(now, 2) },
            ["socialCare"] = new JsonObject { ["view"] = handled is null ? "not-reached" : "agreed", ["who"] = handled ?? "The duty desk", ["at"] = At(now, 15) },
            ["strategyHeld"] = false,
            ["goesTo"] = new JsonObject { ["with"] = "Whoever came with the child", ["relationship"] = "Family", ["address"] = "Home" },
            ["followUp"] = new JsonObject { ["who"] = "The practice", ["on"] = today.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
            ["siblings"] = new JsonObject { ["considered"] = true },
        };
    }

    private static string? Said(JsonElement six, string name) =>
        six.ValueKind == JsonValueKind.Object && six.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Replace(' ', '-') : null;

    private static string At(DateTimeOffset now, int minutes) => now.AddMinutes(-minutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
