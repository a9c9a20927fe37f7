using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>One row of <c>moves.csv</c>.</summary>
/// <param name="Clock">The clock that ran out, for <c>clock.breached</c>.</param>
/// <param name="To">Where it leads; none where the state stays, or where its track is over.</param>
/// <param name="Over">Its track is over: nothing more is owed there.</param>
/// <param name="Opens">A state of the feedback track that is entered beside.</param>
/// <param name="Line">Its line in the table.</param>
internal sealed record MoveRow(
    ImmutableArray<ReferralState> From, ReferralEvent Event, StepOutcome Outcome, ReferralClock? Clock, ImmutableArray<ReferralActor> By,
    ReferralState? To, bool Over, ReferralState? Opens, ImmutableArray<ReferralText> Needs, ImmutableArray<MoveGuard> Guards, int Line)
{
    /// <summary>Leads out of a state, and not only beside it.</summary>
    public bool Leaves(ReferralState from) => Over || (To is { } to && to != from && to.Track() == from.Track());

    public bool Meets(MoveRow other) =>
        Event == other.Event && Outcome == other.Outcome && Clock == other.Clock && From.Intersect(other.From).Any() && By.Intersect(other.By).Any();
}

/// <summary>One row of <c>states.csv</c>.</summary>
/// <param name="State">Which.</param>
/// <param name="Code">Its code in the workflows.</param>
/// <param name="Owner">Who has to act; none where nothing is owed any more.</param>
/// <param name="Shown">What the referrer sees.</param>
public sealed record StateTerms(ReferralState State, string Code, ReferralActor? Owner, string Shown)
{
    /// <summary>Nothing is owed any more.</summary>
    public bool Final => Owner is null;
}

/// <summary>One row of <c>texts.csv</c>: what must be written, how long at least, and what is said where it is not.</summary>
internal sealed record TextTerms(ReferralText Text, int Least, string Words);
