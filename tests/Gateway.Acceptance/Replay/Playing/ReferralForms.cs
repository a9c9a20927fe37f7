using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>The six tasks of a referral, as an event of a timeline fills them in. What the file does not say is not known.</summary>
internal static class ReferralForms
{
    private const string Assessment = "What was seen today harms this child: the accounts given do not explain it, and nobody at home keeps the child safe.";

    public static JsonObject Wanted(Happening happening) => new()
    {
        ["wanted"] = happening.Text("rag") switch { "red" => "section-47", "green" => "early-help", _ => "section-17" },
        // So a sender says red; what is red at the council is the council's own rating.
        ["dangerNow"] = happening.Text("rag") == "red",
    };

    /// <param name="assessment">The sender's own, where the file gives it, also where it gives none.</param>
    /// <param name="council">Where it goes, if that is not the home's.</param>
    /// <param name="school">Where the child is on a roll; null where nobody knows of one.</param>
    public static JsonObject Child(Subject child, DateOnly today, string? assessment, string? council, string? school)
    {
        var lives = child.Addresses.LastOrDefault(address => address.From <= today) ?? child.Addresses[0];
        var body = new JsonObject
        {
            ["firstName"] = child.Given,
            ["lastName"] = child.Family,
            ["dateOfBirth"] = Day(child.Born),
            ["nhsNumber"] = child.Number,
            ["sex"] = "U",
            ["ethnicGroup"] = "NOBT",
            ["interpreter"] = "not-known",
            ["disabilities"] = new JsonArray("NONE"),
            ["address"] = new JsonObject { ["text"] = lives.Line, ["postcode"] = lives.Postcode, ["secret"] = child.Protected },
            ["whereNow"] = "With the family, as far as is known",
            ["school"] = school is null ? new JsonObject { ["notInEducation"] = true } : new JsonObject { ["name"] = Places.NameOf(school) },
            ["socialWorker"] = new JsonObject { ["known"] = "not-known" },
            ["seen"] = new JsonObject { ["on"] = Day(today), ["alone"] = false },
            ["effect"] = assessment ?? Assessment,
            ["risk"] = "high",
        };
        if (council is not null && council != lives.Council) body["council"] = new JsonObject { ["agency"] = council, ["reason"] = "The child is there now." };
        return body;
    }

    /// <param name="handling">How the sender asks everybody to handle it.</param>
    public static JsonObject Task(string task, Happening happening, DateOnly today, params string[] handling)
    {
        var body = Task(task, happening, today);
        if (task != "family") return body;
        if (happening.Is("doNotInformParents")) body["keepWhat"] = "That this was sent.";
        if (handling.Length > 0) body["handling"] = new JsonArray([.. handling.Select(word => (JsonNode)word)]);
        return body;
    }

    private static JsonObject Task(string task, Happening happening, DateOnly today) => task switch
    {
        "adults" => new JsonObject
        {
            ["adults"] = new JsonArray(),
            ["household"] = new JsonObject(((string[])["domesticAbuse", "mentalIllness", "drugsOrAlcohol", "learningDisability"]).Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["answer"] = "not-known" }))),
            ["adultRisk"] = "not-assessed",
        },
        "worries" => new JsonObject
        {
            ["happened"] = $"{happening.Text("reason") ?? happening.Text("late") ?? happening.Text("challenge") ?? "What was seen worries whoever saw the child"}: it is written down as it was seen and heard.",
            ["notSpokenBecause"] = "There was no time alone with the child.",
            ["latest"] = Day(today),
            ["kinds"] = new JsonArray("physical"),
            ["injuries"] = new JsonArray(new JsonObject { ["region"] = "upper-arm-left", ["look"] = "As it stands in the record" }),
            ["levelOfNeed"] = happening.Text("rag") == "red" ? "4" : "not-sure",
        },
        "family" => new JsonObject
        {
            ["parentsTold"] = "no",
            ["agreed"] = "not-asked",
            ["because"] = "risk-to-child",
            ["reason"] = "To tell them now would put the child at more risk.",
            ["keepFromFamily"] = happening.Is("doNotInformParents"),
        },
        "history" => new JsonObject { ["done"] = "The child was seen and it was written down." },
        _ => new JsonObject { ["phone"] = "01632 960997", ["colleague"] = new JsonObject { ["name"] = "A colleague on shift", ["practitioner"] = $"{happening.Agency}.colleague" } },
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
