using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>Bundles by hand, and what the connector of their shape makes of them.</summary>
internal static class Reading
{
    public const string Plan = "342191000000101";
    public const string Care = "764841000000100";
    public const string Unborn = "818901000000100";
    public const string Number = "9990000018";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    public static readonly DateOnly Born = new(2023, 3, 4);

    private static readonly Agency Council = new("a-council", "A", AgencyKind.LocalAuthority, ["a"], new Telephones(new DutyLine(new TelephoneLine("A", "01632 960101"), null), null), null, null, null);

    private static readonly ImmutableArray<Item> CouncilItems =
        [Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded, Item.SiblingOnPlan];

    private static readonly ImmutableArray<Item> DepartmentItems =
        [Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome];

    public static Custodian Custodian(Speaks speaks, bool everything = true) =>
        new("one", "One", Council, new Uri("https://one.example/fhir/"), FrozenSet<Item>.Empty, Council.Telephones) { Speaks = speaks, UploadsEverything = everything };

    public static CheckAsked Asked => new(Guid.NewGuid(), new ChildAsked(TheNumber, Born), Purpose.UnscheduledCare, new DateOnly(2025, 11, 22));

    public static Heard Read(Speaks speaks, JsonNode bundle, bool everything = true) => Read(speaks, Encoding.UTF8.GetBytes(bundle.ToJsonString()), everything);

    /// <summary>The same of a child born on another day, or of whom its list says that there is something.</summary>
    public static Heard ReadOf(Speaks speaks, JsonNode bundle, DateOnly? born = null, bool pointed = false, bool everything = true) =>
        Read(Question(speaks, everything) with { Pointed = pointed }, Encoding.UTF8.GetBytes(bundle.ToJsonString()), Asked with { Child = new ChildAsked(TheNumber, born ?? Born) });

    public static Heard Read(Speaks speaks, byte[] bytes, bool everything = true) => Read(Question(speaks, everything), bytes, Asked);

    private static Heard Read(CustodianQuestion question, byte[] bytes, CheckAsked asked) => Connector.Of(question.Custodian).Read(bytes, question, asked, Now);

    private static CustodianQuestion Question(Speaks speaks, bool everything) =>
        new(Custodian(speaks, everything), speaks == Speaks.Encounters ? DepartmentItems : CouncilItems, MustBeCurrent: true);

    public static ItemSaid Of(Heard heard, Item item) => Assert.IsType<Heard.Items>(heard).Said.Single(said => said.Item == item);

    /// <summary>What is said of an item, in the words of the wire; <c>held!</c> where it is not the whole.</summary>
    public static string Word(Heard heard, Item item) => heard is Heard.Nothing(var because) ? "not-known " + because.Word() : Word(Of(heard, item).Said);

    public static JsonObject Bundle(params JsonNode[] resources) => new()
    {
        ["resourceType"] = "Bundle",
        ["meta"] = new JsonObject { ["lastUpdated"] = "2026-11-22T02:09:59.123Z" },
        ["type"] = "searchset",
        ["total"] = resources.Count(resource => (string?)resource["resourceType"] is "CareTeam" or "Flag" or "Encounter"),
        ["link"] = new JsonArray(new JsonObject { ["relation"] = "self", ["url"] = "https://one.example/fhir/" }),
        ["entry"] = new JsonArray([.. resources.Select(resource => (JsonNode)new JsonObject { ["fullUrl"] = "urn:uuid:" + resource["id"], ["resource"] = resource })]),
    };

    public static JsonObject CareTeam(string code = Plan, string? status = "active", string? start = "2026-05-14", string? end = null) => With(status, start, end, new JsonObject
    {
        ["resourceType"] = "CareTeam",
        ["id"] = "team-1",
        ["category"] = Category(code),
        ["subject"] = Subject(),
        ["name"] = "A council",
    });

    public static JsonObject CarePlan(string code = Plan, string? status = "active", string? start = "2026-05-14", string? end = null, string id = "plan-1") => With(status, start, end, new JsonObject
    {
        ["resourceType"] = "CarePlan",
        ["id"] = id,
        ["intent"] = "plan",
        ["category"] = Category(code),
        ["subject"] = Subject(),
    });

    public static JsonObject Flag(string? status = "active", string? plan = "CarePlan/plan-1", string code = "child-protection-information-system-flag") => With(status, null, null, new JsonObject
    {
        ["resourceType"] = "Flag",
        ["id"] = "flag-1",
        ["extension"] = new JsonArray([.. plan is null ? [] : plan.Split(' ').Select(one => (JsonNode)new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/flag-detail", ["valueReference"] = new JsonObject { ["reference"] = one } })]),
        ["code"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = "https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient", ["code"] = code }) },
        ["subject"] = new JsonObject { ["reference"] = "Patient/" + Number },
    });

    public static JsonObject Encounter(string reference = "ENC-1", string? status = "finished", string? start = "2026-08-19T14:37:00+01:00", string type = "EMER") => With(status, start, null, new JsonObject
    {
        ["resourceType"] = "Encounter",
        ["id"] = "encounter-" + reference,
        ["identifier"] = new JsonArray(new JsonObject { ["system"] = "urn:department", ["value"] = reference }),
        ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = type },
        ["subject"] = Subject(),
        ["reasonCode"] = new JsonArray(new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://snomed.info/sct", ["code"] = "125605004", ["display"] = "Broken bone" }) }),
        ["location"] = new JsonArray(new JsonObject { ["location"] = new JsonObject { ["display"] = "One department" } }),
    });

    public static JsonObject Subject(string number = Number) => new() { ["identifier"] = new JsonObject { ["system"] = "https://fhir.nhs.uk/Id/nhs-number", ["value"] = number } };

    public static JsonArray Category(string code) => new(new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = "http://snomed.info/sct", ["code"] = code }) });

    public static JsonObject Labelled(JsonObject resource, string code, string system = "v3-Confidentiality")
    {
        resource["meta"] = new JsonObject { ["security"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/" + system, ["code"] = code }) };
        return resource;
    }

    private static NhsNumber TheNumber => NhsNumber.Read(Number, out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();

    private static string Word(CustodianSaid said) => said.Said switch
    {
        Said.Held => said.IsAnswer ? "held" : "held!",
        Said.NotKnown => "not-known " + said.Because.Word(),
        _ => said.Said.Word(),
    };

    private static JsonObject With(string? status, string? start, string? end, JsonObject resource)
    {
        if (status is not null) resource["status"] = status;
        var period = new JsonObject();
        if (start is not null) period["start"] = start;
        if (end is not null) period["end"] = end;
        if (period.Count > 0) resource["period"] = period;
        return resource;
    }
}
