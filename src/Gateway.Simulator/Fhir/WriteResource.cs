using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Simulator;

/// <summary>Writes the resources of a Bundle; whom they are about is added by whoever puts them in.</summary>
internal static class WriteResource
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Extension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    public static JsonObject CareTeam(SimulatedCustodian custodian, HeldPlan plan) => new()
    {
        ["resourceType"] = "CareTeam",
        ["id"] = "team-" + plan.Code,
        ["status"] = plan.Runs ? "active" : "inactive",
        ["category"] = new JsonArray(Concept(Snomed, plan.Code, plan.Display)),
        ["name"] = custodian.Agency.Name,
        ["period"] = Period(plan),
        ["telecom"] = new JsonArray(Telecom("work", "01632 960111"), Telecom("mobile", "01632 960222")),
    };

    public static JsonObject CarePlan(HeldPlan plan) => new()
    {
        ["resourceType"] = "CarePlan",
        ["id"] = "plan-" + plan.Code,
        ["status"] = plan.Runs ? "active" : "completed",
        ["intent"] = "plan",
        ["category"] = new JsonArray(Concept(Snomed, plan.Code, plan.Display)),
        ["period"] = Period(plan),
        ["careTeam"] = new JsonArray(new JsonObject { ["reference"] = "CareTeam/team-" + plan.Code }),
    };

    public static JsonObject Flag(HeldPlan plan) => new()
    {
        ["resourceType"] = "Flag",
        ["id"] = "flag-" + plan.Code,
        ["contained"] = new JsonArray(new JsonObject { ["resourceType"] = "Provenance", ["id"] = "written" }),
        ["extension"] = new JsonArray(new JsonObject
        {
            ["url"] = "http://hl7.org/fhir/StructureDefinition/flag-detail",
            ["valueReference"] = new JsonObject { ["reference"] = "CarePlan/plan-" + plan.Code },
        }),
        ["status"] = plan.Runs ? "active" : "inactive",
        ["code"] = Concept("https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient", "child-protection-information-system-flag", "Child Protection Information System Flag"),
    };

    public static JsonObject Encounter(SimulatedCustodian custodian, TextTable texts, AttendanceWalk attendance, Fault fault) => new()
    {
        ["resourceType"] = "Encounter",
        ["id"] = "encounter-" + Encoding.UTF8.GetString(attendance.Reference),
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = "urn:department", ["value"] = Encoding.UTF8.GetString(attendance.Reference) }),
        ["extension"] = new JsonArray(
            new JsonObject { ["url"] = Extension + "OutcomeOfAttendance", ["valueCodeableConcept"] = new JsonObject { ["text"] = Text(texts, attendance.Outcome) } },
            new JsonObject
            {
                ["url"] = Extension + "EmergencyCareDischargeStatus",
                ["valueCodeableConcept"] = attendance.LeftBeforeSeen ? Concept(Snomed, "1066301000000103", "Left care setting before initial assessment") : Concept(Snomed, "182992009", "Treatment completed"),
            }),
        ["status"] = fault == Fault.UnknownState ? "unknown" : "finished",
        ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "EMER" },
        ["period"] = new JsonObject { ["start"] = attendance.ArrivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
        ["reasonCode"] = new JsonArray(new JsonObject { ["text"] = Text(texts, attendance.Complaint) }),
        ["location"] = new JsonArray(new JsonObject { ["location"] = new JsonObject { ["display"] = custodian.Name } }),
        ["serviceProvider"] = new JsonObject { ["display"] = custodian.Agency.Name },
    };

    private static JsonObject Concept(string system, string code, string display) =>
        new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code, ["display"] = display }) };

    private static JsonObject Period(HeldPlan plan)
    {
        var period = new JsonObject();
        if (plan.Start is { } start) period["start"] = Iso(start);
        if (plan.End is { } end) period["end"] = Iso(end);
        return period;
    }

    // What is kept is encoded already.
    private static JsonNode Text(TextTable texts, long at) => JsonNode.Parse($"\"{texts[at]}\"")!;

    private static JsonObject Telecom(string use, string number) => new() { ["system"] = "phone", ["use"] = use, ["value"] = number };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
