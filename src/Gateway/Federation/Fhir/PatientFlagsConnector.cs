using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Fhir;

/// <summary>The shape of the Patient Flags API: a flag that there is something, the care plans that it stands for, and their care teams.</summary>
internal sealed class PatientFlagsConnector : FhirConnector
{
    private const string Flags = "https://fhir.nhs.uk/England/CodeSystem/England-FlagCategoryPatient";
    private const string Ours = "child-protection-information-system-flag";
    private const string Detail = "http://hl7.org/fhir/StructureDefinition/flag-detail";

    protected override IEnumerable<(string Name, string Value)> Parameters(CheckAsked asked) => [("patient", asked.Child.NhsNumber.Digits), ("code", Ours)];

    protected override SearchAnswer Read(JsonElement bundle, ChildAsked child) => ReadSearch.Of(bundle, child, ["Flag", "CarePlan", "CareTeam"], mayBeCollection: true);

    protected override Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, DateOnly since, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        var plans = answer.Of("CarePlan").ToArray();
        var known = plans.Select(plan => "CarePlan/" + plan.Word("id")).ToHashSet(StringComparer.Ordinal);
        return new PlansSay(
            [
                .. plans.SelectMany(plan => PlanFound.In(plan, Status(plan), today)),
                .. answer.Of("Flag").Select(flag => OfFlag(flag, known)).OfType<PlanFound>(),
                .. answer.Of("CareTeam").Where(_ => plans.Length == 0).Select(_ => new PlanFound(null, PlanState.Withheld)),
            ], otherwise, since).Of;
    }

    // The plan speaks for a flag that leads to it. One that leads to none says that there is something, and not what.
    private static PlanFound? OfFlag(JsonElement flag, HashSet<string> plans) => (IsOurs(flag), flag.Word("status")) switch
    {
        (false, _) or (_, "entered-in-error") => null,
        (true, "active" or "inactive") when Details(flag).Any(detail => plans.Contains(Last(detail))) => null,
        (true, "active") => new PlanFound(null, PlanState.Withheld),
        _ => new PlanFound(null, PlanState.Unclear),
    };

    // False for the flags of the published list that are about something else; null where it may be ours.
    private static bool? IsOurs(JsonElement flag)
    {
        var codes = flag.Maybe("code") is { } code ? code.Codes(Flags).Distinct(StringComparer.Ordinal).ToArray() : [];
        return codes is [var only] ? only switch { Ours => true, "female-genital-mutilation-flag" or "national-reasonable-adjustment-flag" => false, _ => null } : null;
    }

    private static IEnumerable<string> Details(JsonElement flag) => flag.Each("extension")
        .Where(extension => extension.Word("url") == Detail).Select(extension => extension.Maybe("valueReference")?.Word("reference")).OfType<string>();

    private static string Last(string reference) => reference.LastIndexOf("CarePlan/", StringComparison.Ordinal) is >= 0 and var at ? reference[at..] : "";

    private static PlanStatus Status(JsonElement plan) => plan.Word("status") switch
    {
        "active" => PlanStatus.Runs,
        "completed" or "revoked" => PlanStatus.Over,
        "entered-in-error" => PlanStatus.Void,
        _ => PlanStatus.Unclear,
    };
}
