using System.Text.Json;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Fhir;

/// <summary>
/// The draft CP-IS shape: the care teams of a child, each with the kind of its plan and when it runs. Its other search, AuditEvent, lists
/// who looked the child up before: that is no visit, and no item is about it, so it is not asked for (README).
/// </summary>
internal sealed class CpIsConnector : FhirConnector
{
    protected override IEnumerable<(string Name, string Value)> Parameters(CheckAsked asked) => [OfPatient(asked)];

    protected override SearchAnswer Read(JsonElement bundle, ChildAsked child) => ReadSearch.Of(bundle, child, ["CareTeam"]);

    protected override Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, CheckAsked asked, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        return new PlansSay([.. answer.Of("CareTeam").SelectMany(team => PlanFound.In(team, Status(team), today))], otherwise, asked.Since, asked.Child.AgeOn(today)).Of;
    }

    // The draft does not ask for a status.
    private static PlanStatus Status(JsonElement team) => team.Word("status") switch
    {
        null => PlanStatus.NotSaid,
        "active" => PlanStatus.Runs,
        "inactive" => PlanStatus.Over,
        "entered-in-error" => PlanStatus.Void,
        _ => PlanStatus.Unclear,
    };
}
