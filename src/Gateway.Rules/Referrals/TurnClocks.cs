using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>Stops and starts the clocks as an event and the states that were entered say.</summary>
internal sealed class TurnClocks(ReferralRules rules, ReferralEvent happened, ImmutableArray<ReferralState> entered, DateTimeOffset at)
{
    public Standing On(Standing after)
    {
        var clocks = after.Clocks;
        foreach (var terms in rules.Clocks)
            if (Turned(terms, clocks.GetValueOrDefault(terms.Clock), after) is { } run) clocks = clocks.SetItem(terms.Clock, run);
        return after with { Clocks = clocks };
    }

    private ClockRun? Turned(ClockTerms terms, ClockRun? run, Standing after)
    {
        if (terms.Runs.IsEmpty) return run;
        var inside = terms.Runs.Any(after.Is);
        var (stops, starts) = (terms.Stops.Any(Happened), inside && terms.Starts.Any(Happened) && (after.Danger || !terms.Only));
        if (run is { Runs: true }) run = inside && !stops ? run : run with { Stopped = at, Done = stops && happened != ReferralEvent.ClockBreached, Pauses = Ended(run) };
        if (!starts || run is { Runs: true } || (stops && !Again(terms))) return run;
        // What is taken back never stopped the clock.
        return happened == ReferralEvent.RecordCorrected && run is not null ? run with { Stopped = null, Done = false } : new ClockRun(at);
    }

    private bool Happened(ClockToken token) => token.Event == happened || (token.State is { } state && entered.Contains(state));

    // A review ends one time and begins the next.
    private bool Again(ClockTerms terms) => terms.Starts.Any(start => Happened(start) && terms.Stops.Contains(start));

    private ImmutableArray<Pause> Ended(ClockRun run) =>
        run.Paused ? run.Pauses.SetItem(run.Pauses.Length - 1, run.Pauses[^1] with { To = at }) : run.Pauses;
}
