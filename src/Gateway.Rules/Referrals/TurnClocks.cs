using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>Stops and starts the clocks as an event and the states that were entered say.</summary>
/// <param name="since">When the state before was entered: what a correction takes back happened then.</param>
internal sealed class TurnClocks(ReferralRules rules, ReferralEvent happened, ImmutableArray<ReferralState> entered, DateTimeOffset since, DateTimeOffset at)
{
    /// <summary>When it happened: what is recorded later began on its own day.</summary>
    public required DateTimeOffset Began { get; init; }

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
        if (run is { Runs: true }) return run;
        if (happened == ReferralEvent.RecordCorrected && run is not null) return inside && TakenBack(terms, run, starts) ? run with { Stopped = null, Done = false } : run;
        return starts && (!stops || Again(terms)) ? new ClockRun(CountsDays(terms) ? Began : at) : run;
    }

    // What is taken back never stopped the clock. What happened beside the states, a child seen or a plan reviewed, stays as it is.
    private bool TakenBack(ClockTerms terms, ClockRun run, bool starts) => run.Stopped == since || (starts && !(run.Done && terms.Stops.Any(IsBeside)));

    // Of a day only the day is known, and no hour.
    private static bool CountsDays(ClockTerms terms) => terms.Times.All(time => time.Unit is TimeUnit.Days or TimeUnit.WorkingDays or TimeUnit.Months);

    private bool IsBeside(ClockToken token) => token.Event is { } fact && !rules.Moves.Any(row => row.Event == fact && row.From.Any(row.Leaves));

    private bool Happened(ClockToken token) => token.Event == happened || (token.State is { } state && entered.Contains(state));

    // A review ends one time and begins the next.
    private bool Again(ClockTerms terms) => terms.Starts.Any(start => Happened(start) && terms.Stops.Contains(start));

    private ImmutableArray<Pause> Ended(ClockRun run) =>
        run.Paused ? run.Pauses.SetItem(run.Pauses.Length - 1, run.Pauses[^1] with { To = at }) : run.Pauses;
}
