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

    protected override Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, CheckAsked asked, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        var plans = answer.Of("CarePlan").SelectMany(plan => PlanFound.In(plan, Status(plan), today).Select(found => (Reference: "CarePlan/" + plan.Word("id"), Found: found))).ToArray();
        var known = plans.ToLookup(plan => plan.Reference, plan => plan.Found.State, StringComparer.Ordinal);
        return new PlansSay(
            [
                .. plans.Select(plan => plan.Found),
                .. answer.Of("Flag").Select(flag => OfFlag(flag, known)).OfType<PlanFound>(),
                .. answer.Of("CareTeam").Where(_ => plans.Length == 0).Select(_ => new PlanFound(null, PlanState.Withheld)),
            ], otherwise, asked.Since, asked.Child.AgeOn(today)).Of;
    }

    // The plans speak for a flag that leads to them, where all of them are here. One that leads elsewhere says that there is something, and not what.
    private static PlanFound? OfFlag(JsonElement flag, ILookup<string, PlanState> plans)
    {
        string[] details = [.. Details(flag).Select(Last)];
        var leads = details.Length > 0 && Array.TrueForAll(details, plans.Contains);
        return (IsOurs(flag), flag.Word("status")) switch
        {
            (false, _) or (_, "entered-in-error") => null,
            // It runs, and nothing that it stands for does: one of the two is wrong.
            (true, "active") when leads && details.SelectMany(detail => plans[detail]).All(state => state is PlanState.Over or PlanState.Void) => new PlanFound(null, PlanState.Unclear),
            (true, "active" or "inactive") when leads => null,
            (true, "active") => new PlanFound(null, PlanState.Withheld),
            _ => new PlanFound(null, PlanState.Unclear),
        };
    }

    // False for the flags of the published list that are about something else; null where it may be ours.
    private static bool? IsOurs(JsonElement flag)
    {
        var codes = flag.Maybe("code") is { } code ? code.Codes(Flags).Distinct(StringComparer.Ordinal).ToArray() : [];
        return codes is [var only] ? only switch { Ours => true, "female-genital-mutilation-flag" or "national-reasonable-adjustment-flag" => false, _ => null } : null;
    }

    private static IEnumerable<string> Details(JsonElement flag) => flag.Each("extension")
        .Where(extension => extension.Word("url") == Detail).Select(extension => extension.Maybe("valueReference")?.Word("reference") ?? "");

    private static string Last(string reference) => reference.LastIndexOf("CarePlan/", StringComparison.Ordinal) is >= 0 and var at ? reference[at..] : "";

    private static PlanStatus Status(JsonElement plan) => plan.Word("status") switch
    {
        "active" => PlanStatus.Runs,
        "completed" or "revoked" => PlanStatus.Over,
        "entered-in-error" => PlanStatus.Void,
        _ => PlanStatus.Unclear,
    };
}
