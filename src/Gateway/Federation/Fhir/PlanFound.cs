using System.Text.Json;

namespace Gateway.Federation.Fhir;

/// <summary>The kinds of plan in the value set England-ChildProtectionPlan.</summary>
internal enum PlanKind
{
    Plan,
    Care,
    Unborn,
}

/// <summary>How one of them stands.</summary>
internal enum PlanState
{
    /// <summary>What it says does not go together, or is in words that we do not know.</summary>
    Unclear,
    Runs,
    Over,

    /// <summary>Entered in error: there was none.</summary>
    Void,

    /// <summary>There is something, and what it is is not said here.</summary>
    Withheld,
}

/// <summary>One plan that an answer has.</summary>
/// <param name="Kind">Null where it is none that we know, so that it may be any.</param>
/// <param name="Start">The day from which it runs, where it is given as a day.</param>
/// <param name="Ended">The day on which it ended, where that has passed and is given as a day.</param>
internal readonly record struct PlanFound(PlanKind? Kind, PlanState State, DateOnly? Start = null, DateOnly? Ended = null)
{
    /// <summary>Reads a care team or care plan: once for each kind that it has, and once as "any" where it has none.</summary>
    public static IEnumerable<PlanFound> In(JsonElement resource, PlanStatus status, DateOnly today)
    {
        var period = Period.Of(resource);
        var state = resource.Labelled() is not Label.Usual ? PlanState.Withheld : StateOf(status, period, today);
        var ended = period is { IsReversed: false } && period.IsOver(today) ? period.End!.Value.Day : null;
        return Kinds(resource).Select(kind => new PlanFound(kind, state, period.Start?.Day, ended));
    }

    private static PlanState StateOf(PlanStatus status, Period period, DateOnly today) => (status, period.IsOver(today)) switch
    {
        (PlanStatus.Void, _) => PlanState.Void,
        _ when period.IsReversed || period.IsAhead(today) => PlanState.Unclear,
        (PlanStatus.Runs or PlanStatus.NotSaid, false) => PlanState.Runs,
        (PlanStatus.Over or PlanStatus.NotSaid, true) => PlanState.Over,
        (PlanStatus.Over, false) when period.End is null => PlanState.Over,
        _ => PlanState.Unclear,
    };

    // A category in words or codes of another system is a kind that we do not know, also beside one that we do.
    private static IEnumerable<PlanKind?> Kinds(JsonElement resource) => resource.Each("category").SelectMany(KindsIn).DefaultIfEmpty(null).Distinct();

    private static IEnumerable<PlanKind?> KindsIn(JsonElement category) => category.Codes(FhirJson.Snomed).Select(KindOf).DefaultIfEmpty(null);

    private static PlanKind? KindOf(string code) => code switch
    {
        "342191000000101" => PlanKind.Plan,
        "764841000000100" => PlanKind.Care,
        "818901000000100" => PlanKind.Unborn,
        _ => null,
    };
}

/// <summary>What the status of a resource comes to.</summary>
internal enum PlanStatus
{
    Unclear,
    NotSaid,
    Runs,
    Over,
    Void,
}
