using System.Text.Json.Nodes;

namespace Gateway.Tests.Referrals;

/// <summary>The form about Amira, filled in: synthetic, and marked so that it is found wherever it ought not to be.</summary>
internal static class TestForm
{
    public static readonly string[] Tasks = ["children", "adults", "worries", "family", "history", "referrer"];

    public static JsonObject Wanted(string wanted = "section-47", bool danger = false) => new() { ["wanted"] = wanted, ["dangerNow"] = danger };

    public static JsonObject Child(string postcode = "ZA4 1AA", int n = 0) => new()
    {
        ["firstName"] = "Amira",
        ["lastName"] = $"Childmark {n}",
        ["dateOfBirth"] = "2019-03-04",
        ["nhsNumber"] = ReferralBed.NumberOf(n).Digits,
        ["sex"] = "F",
        ["ethnicGroup"] = "AIND",
        ["interpreter"] = "no",
        ["disabilities"] = new JsonArray("NONE"),
        ["address"] = new JsonObject { ["text"] = "1 Addressmark Road", ["postcode"] = postcode, ["secret"] = true },
        ["whereNow"] = "In the department, cubicle 4",
        ["school"] = new JsonObject { ["name"] = "St Oswin's Primary", ["urn"] = "100001" },
        ["socialWorker"] = new JsonObject { ["known"] = "not-known" },
        ["seen"] = new JsonObject { ["on"] = "2026-11-21", ["alone"] = true },
        ["effect"] = "Effectmark: she flinches, will not eat and asks not to go home.",
        ["risk"] = "high",
    };

    public static JsonObject Children(params string[] postcodes) => new() { ["children"] = new JsonArray([.. (postcodes.Length == 0 ? ["ZA4 1AA"] : postcodes).Select((postcode, n) => Child(postcode, n))]) };

    public static JsonObject Adults(params Guid[] children) => new()
    {
        ["adults"] = new JsonArray(new JsonObject
        {
            ["name"] = "Dana Adultmark",
            ["age"] = 34,
            ["relationships"] = new JsonArray([.. children.Select(child => new JsonObject { ["child"] = child.ToString(), ["relationship"] = "mother" })]),
            ["parentalResponsibility"] = "yes",
            ["livesAtAddress"] = "yes",
            ["phone"] = "01632 960555",
            ["safeToRing"] = "no",
            ["safeNote"] = "Her partner must not know.",
            ["role"] = "parent",
        }),
        ["household"] = new JsonObject
        {
            ["domesticAbuse"] = new JsonObject { ["answer"] = "yes", ["detail"] = "The neighbours rang twice." },
            ["mentalIllness"] = new JsonObject { ["answer"] = "not-known" },
            ["drugsOrAlcohol"] = new JsonObject { ["answer"] = "no" },
            ["learningDisability"] = new JsonObject { ["answer"] = "not-known" },
        },
        ["adultRisk"] = "medium",
    };

    public static JsonObject Worries => new()
    {
        ["happened"] = "Worrymark: a patterned bruise on the left upper arm which the account given does not explain.",
        ["childsWords"] = "\"I fell\", and then nothing more.",
        ["first"] = "2026-03",
        ["latest"] = "2026-11-21",
        ["kinds"] = new JsonArray("physical", "domestic-abuse"),
        ["injuries"] = new JsonArray(new JsonObject { ["region"] = "upper-arm-left", ["size"] = "3 cm", ["look"] = "A row of small round bruises" }),
        ["workingWell"] = "A grandmother who comes every day.",
        ["levelOfNeed"] = "not-sure",
    };

    public static JsonObject Family => new()
    {
        ["parentsTold"] = "no",
        ["agreed"] = "not-asked",
        ["because"] = "risk-to-child",
        ["reason"] = "Telling them tonight would put her at more risk.",
        ["keepFromFamily"] = true,
        ["keepWhat"] = "That the neighbours rang.",
    };

    public static JsonObject History => new()
    {
        ["done"] = "Admitted to the ward overnight.",
        ["professionals"] = new JsonArray(new JsonObject { ["name"] = "A. Teacher", ["agency"] = "St Oswin's Primary", ["phone"] = "01632 960556" }),
        ["chronology"] = new JsonArray(new JsonObject { ["on"] = "2025-08", ["source"] = "The department", ["happened"] = "A burn on the hand." }),
    };

    public static JsonObject Referrer => new()
    {
        ["phone"] = "01632 960557",
        ["email"] = "nurse@example.com",
        ["colleague"] = new JsonObject { ["name"] = "Second Nurse", ["practitioner"] = "second-nurse" },
    };

    public static JsonObject Urgent => new()
    {
        ["child"] = "Childmark 0, a girl of about seven",
        ["whereNow"] = "At home, with him",
        ["danger"] = "Dangermark: he has a knife and has said that he will use it.",
        ["name"] = "A nurse",
        ["phone"] = "01632 960557",
        ["rung"] = new JsonObject { ["yes"] = true, ["who"] = "999", ["when"] = "22:10" },
        ["postcode"] = "ZB4 1AA",
    };

    public static JsonObject Of(string task, params Guid[] children) => task switch
    {
        "children" => Children(),
        "adults" => Adults(children),
        "worries" => Worries,
        "family" => Family,
        "history" => History,
        "referrer" => Referrer,
        _ => throw new ArgumentOutOfRangeException(nameof(task)),
    };
}
