using System.Collections.Immutable;

namespace Gateway.Rules.Signals;

/// <summary>When checks on one child are a run (rulings, 25): by how many agencies, within which time. Neither their purpose nor what came of them is weighed.</summary>
/// <param name="Agencies">At least so many different ones.</param>
/// <param name="Within">Checks exactly this far apart are not within it.</param>
public sealed record RunTerms(int Agencies, TimeSpan Within)
{
    /// <summary>The checks of the run as it stands at an instant, in their order; none where there is no run, or the child is known to have a plan.</summary>
    /// <param name="checks">Checks on one child of which no council was told before, in any order.</param>
    public ImmutableArray<CheckCounted> RunAt(IEnumerable<CheckCounted> checks, DateTimeOffset now)
    {
        ImmutableArray<CheckCounted> recent = [.. checks.Where(check => check.At <= now && check.At > now - Within).OrderBy(check => check.At)];
        if (recent.Select(check => check.Agency).Distinct(StringComparer.Ordinal).Count() < Agencies) return [];
        // Whether there is a plan is said by whoever could say it last: a council that was silent takes nothing away.
        var last = recent.LastOrDefault(check => check.Plan != PlanSaid.NotKnown);
        return last.Plan == PlanSaid.Held ? [] : recent;
    }
}
