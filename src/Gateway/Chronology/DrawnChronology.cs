using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;

namespace Gateway.Chronology;

/// <summary>A chronology as it leaves: what it lacks comes before what it has.</summary>
/// <param name="LeftOut">How many lines whoever drew it up did not choose.</param>
internal sealed record DrawnChronology(ChronologyQuestion Question, Practitioner By, DateTimeOffset At, ImmutableArray<ChronologyLine> Lines, ImmutableArray<string> Missing, int LeftOut)
{
    /// <summary>Some of it must not reach the family, or somebody in it.</summary>
    public bool KeepsFromFamily => Lines.Any(line => line.KeepFromFamily);

    /// <summary>Where the child lives is protected: it is read on a screen, and does not leave it.</summary>
    public bool StaysOnScreen { get; init; }

    public override string ToString() => "(a chronology)";
}

/// <summary>What came of asking for one.</summary>
internal abstract record ChronologyOutcome
{
    private ChronologyOutcome() { }

    public sealed record Drawn(DrawnChronology Chronology, LedgerReceipt Receipt) : ChronologyOutcome;

    /// <summary>Nothing goes by this route; recorded.</summary>
    public sealed record Refused(RefusalAnswer Refusal, LedgerReceipt Receipt) : ChronologyOutcome;

    /// <summary>The child was not found, or nobody could look: not the same as a child of whom nothing is here.</summary>
    public sealed record NotMatched(string Headline, bool Looked, ImmutableArray<RingAnswer> RingNow, LedgerReceipt Receipt) : ChronologyOutcome;

    /// <summary>A line that was chosen is not there any more.</summary>
    public sealed record LineGone : ChronologyOutcome;

    public sealed record LedgerClosed(ImmutableArray<RingAnswer> RingNow) : ChronologyOutcome;

    public sealed record NoPolicy(ImmutableArray<RingAnswer> RingNow) : ChronologyOutcome;

    public sealed record TooBusy(ImmutableArray<RingAnswer> RingNow) : ChronologyOutcome;

    public sealed record AgencyHeldBack(ImmutableArray<RingAnswer> RingNow) : ChronologyOutcome;
}
