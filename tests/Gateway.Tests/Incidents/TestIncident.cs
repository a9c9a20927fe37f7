using System.Text.Json.Nodes;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;

namespace Gateway.Tests.Incidents;

/// <summary>The officer's form about Amira and her brother, filled in: synthetic, and marked so that it is found wherever it ought not to be.</summary>
internal static class TestIncident
{
    public static readonly string[] Tasks = ["incident", "people", "children", "risk", "referrer"];

    public static JsonObject What => new()
    {
        ["number"] = "NP/2026/0042",
        ["attendedAt"] = "2026-11-21T22:10:00Z",
        ["occurredAt"] = "2026-11-21T21:40Z",
        ["place"] = new JsonObject { ["text"] = "Flat 2, 14 Placemark Road", ["postcode"] = "ZA4 1AA", ["childsHome"] = true },
        ["kind"] = "domestic-abuse",
        ["abuse"] = new JsonArray("physical", "controlling-or-coercive"),
        ["weapon"] = "no",
        ["policeProtection"] = new JsonObject { ["used"] = false, ["at"] = "2026-11-21T22:11:00Z" },
        ["account"] = "Accountmark: a neighbour heard shouting.",
    };

    public static JsonObject People => new()
    {
        ["people"] = new JsonArray(
            new JsonObject { ["name"] = "Dana Victimmark", ["age"] = 34, ["role"] = "victim", ["relationship"] = "his partner", ["phone"] = "01632 960555" },
            new JsonObject { ["name"] = "Lee Suspectmark", ["dateOfBirth"] = "1990-02-03", ["role"] = "suspect", ["relationship"] = "her partner" }),
        ["victimPregnant"] = "no",
    };

    public static JsonObject Child(int n = 0) => new()
    {
        ["firstName"] = n == 0 ? "Amira" : "Sami",
        ["lastName"] = $"Childmark {n}",
        ["dateOfBirth"] = n == 0 ? "2019-03-04" : "2022-05-06",
        ["nhsNumber"] = ReferralBed.NumberOf(n).Digits,
        ["sex"] = n == 0 ? "F" : "M",
        ["livesHere"] = "yes",
        ["relationships"] = new JsonArray(new JsonObject { ["person"] = 1, ["relationship"] = "mother" }),
        ["whereWas"] = "in-the-house",
        ["seen"] = new JsonObject { ["byOfficer"] = true, ["said"] = $"Saidmark {n}: \"he was loud\"." },
        ["injured"] = false,
        ["injuries"] = new JsonArray(new JsonObject { ["region"] = "neck", ["side"] = "left", ["size"] = "2 cm", ["colour"] = "red", ["shape"] = "round", ["texture"] = "smooth", ["explanation"] = "\"I fell\"" }),
        ["effect"] = $"Effectmark {n}: does not sleep and will not let go of the mother.",
        ["school"] = new JsonObject { ["name"] = "St Oswin's Primary", ["urn"] = "100001" },
        ["knownPlan"] = "not-known",
        ["risk"] = "medium",
    };

    public static JsonObject Children(params JsonObject[] children) => new()
    {
        ["children"] = new JsonArray([.. children.Length == 0 ? [Child()] : children]),
        ["home"] = new JsonObject { ["sleeping"] = "fine", ["food"] = "worrying", ["hygiene"] = "fine", ["hazards"] = "not-seen" },
    };

    public static JsonObject Risk => new()
    {
        ["tool"] = "dash",
        ["yesAnswers"] = 8,
        ["grade"] = "standard",
        ["byJudgement"] = false,
        ["earlierIncidents"] = 0,
        ["marac"] = false,
        ["safeContact"] = "Safemark: at her sister's, before noon.",
        ["suspectMustNotKnow"] = true,
    };

    public static JsonObject Of(string task) => task switch
    {
        "incident" => What,
        "people" => People,
        "children" => Children(),
        "risk" => Risk,
        "referrer" => TestForm.Referrer,
        _ => throw new ArgumentOutOfRangeException(nameof(task)),
    };

    public const string Officer = "police-frontline";

    public static async Task<Guid> BeginIncidentAsync(this ReferralBed bed, string asker = Officer) =>
        (await bed.Gateway.PostAsync("v1/incidents", asker, TestForm.Wanted("section-17"), Guid.NewGuid().ToString())).Is(201).Json.GetProperty("referral").GetGuid();

    public static Task<Answer> SaveScreenAsync(this ReferralBed bed, Guid incident, string task, JsonNode body, string asker = Officer) =>
        bed.Gateway.SendAsync(HttpMethod.Put, $"v1/incidents/{incident}/tasks/{task}", asker, body.ToJsonString());

    /// <summary>A draft with all of its screens, each changed as is said.</summary>
    public static async Task<Guid> FilledIncidentAsync(this ReferralBed bed, Action<string, JsonObject>? change = null, string asker = Officer)
    {
        var incident = await BeginIncidentAsync(bed, asker);
        foreach (var task in Tasks)
        {
            var body = Of(task);
            change?.Invoke(task, body);
            (await bed.SaveScreenAsync(incident, task, body, asker)).Is(200);
        }

        return incident;
    }

    public static Task<Answer> SendIncidentAsync(this ReferralBed bed, Guid incident, string asker = Officer) => bed.Gateway.PostAsync($"v1/incidents/{incident}/send", asker, null);
}
