using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>The officer's screens, as an incident of a timeline fills them in. What the file does not say is not known.</summary>
internal static class IncidentForms
{
    private static readonly (string Grade, int Least)[] Counts = [("standard", 5), ("medium", 10), ("high", 14)];

    public static JsonObject What(Happening happening, Subject child, DateOnly today, DateTimeOffset now)
    {
        var place = new JsonObject { ["text"] = happening.Text("where") ?? Lives(child, today).Line, ["childsHome"] = happening.Text("where") is null };
        if (happening.Text("where") is null) place["postcode"] = Lives(child, today).Postcode;
        var what = new JsonObject
        {
            ["number"] = happening.Text("incident") ?? happening.Id,
            ["attendedAt"] = At(now),
            ["place"] = place,
            ["kind"] = happening.Kind == "da-incident" ? "domestic-abuse" : "child-protection",
            ["weapon"] = "not-known",
        };
        if (happening.Kind == "da-incident") what["abuse"] = happening.Is("strangulation") ? new JsonArray("physical", "non-fatal-strangulation") : new JsonArray("physical");
        if (happening.Is("policeProtection")) what["policeProtection"] = new JsonObject { ["used"] = true, ["at"] = At(now) };
        return what;
    }

    public static JsonObject People(Happening happening) => new()
    {
        ["people"] = new JsonArray(new JsonObject { ["name"] = "The parent who was hurt", ["role"] = "victim", ["relationship"] = "partner" }, new JsonObject { ["name"] = "The other adult", ["role"] = "suspect", ["relationship"] = "partner" }),
        ["victimPregnant"] = happening.Is("victimPregnant") ? "yes" : "not-known",
    };

    /// <param name="school">Where the child is on a roll, with its number; null where nobody knows of one.</param>
    public static JsonObject Child(Happening happening, Subject child, DateOnly today, (string Name, string Urn)? school, string? practice)
    {
        var words = happening.Text("children") ?? "";
        var body = new JsonObject
        {
            ["firstName"] = child.Given,
            ["lastName"] = child.Family,
            ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["nhsNumber"] = child.Number,
            ["livesHere"] = happening.Text("where") is null ? "yes" : "no",
            ["address"] = new JsonObject { ["text"] = Lives(child, today).Line, ["postcode"] = Lives(child, today).Postcode },
            ["relationships"] = new JsonArray(new JsonObject { ["person"] = 1, ["relationship"] = "parent" }),
            ["whereWas"] = words.StartsWith("saw", StringComparison.Ordinal) ? "saw" : words.StartsWith("heard", StringComparison.Ordinal) ? "heard" : "in-the-house",
            ["seen"] = new JsonObject { ["byOfficer"] = false, ["said"] = "The child was not woken." },
            ["injured"] = false,
            ["effect"] = "What it does to this child is not known: the child was not spoken to alone.",
            ["school"] = school is { } at ? new JsonObject { ["name"] = at.Name, ["urn"] = at.Urn } : new JsonObject { ["notInEducation"] = true },
        };
        if (practice is not null) body["gpPractice"] = practice;
        return body;
    }

    public static JsonObject Children(IEnumerable<JsonObject> children) => new()
    {
        ["children"] = new JsonArray([.. children]),
        ["home"] = new JsonObject { ["sleeping"] = "not-seen", ["food"] = "not-seen", ["hygiene"] = "not-seen", ["hazards"] = "not-seen" },
    };

    public static JsonObject Risk(Happening happening)
    {
        var (grade, count) = Counts.FirstOrDefault(one => one.Grade == happening.Text("grade"), Counts[0]);
        return new JsonObject { ["tool"] = "dash", ["yesAnswers"] = count, ["grade"] = grade, ["suspectMustNotKnow"] = true };
    }

    private static LivedAt Lives(Subject child, DateOnly today) => child.Addresses.LastOrDefault(address => address.From <= today) ?? child.Addresses[0];

    private static string At(DateTimeOffset now) => now.AddMinutes(-10).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
