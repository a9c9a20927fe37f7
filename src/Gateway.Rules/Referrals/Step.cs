using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>Something that is to happen to one child of a referral.</summary>
/// <param name="Event">What.</param>
/// <param name="By">In which part somebody does it; who they are, and whether they may act in it, is known elsewhere.</param>
public sealed record Step(ReferralEvent Event, ReferralActor By)
{
    /// <summary>Which way it goes.</summary>
    public StepOutcome Outcome { get; init; }

    /// <summary>The clock that ran out, is paused or runs again.</summary>
    public ReferralClock? Clock { get; init; }

    /// <summary>The rating that is set.</summary>
    public Rating Rating { get; init; }

    /// <summary>A disagreement about a child who is not safe tonight.</summary>
    public bool Urgent { get; init; }

    /// <summary>The day that it is about, where that is another than today: a conference that is booked.</summary>
    public DateOnly? On { get; init; }

    /// <summary>What was written with it.</summary>
    public ImmutableDictionary<ReferralText, string> Texts { get; init; } = ImmutableDictionary<ReferralText, string>.Empty;
}

/// <summary>What became of a step.</summary>
public abstract record MoveResult
{
    private MoveResult() { }

    /// <summary>It happened.</summary>
    /// <param name="Standing">Where the child stands now.</param>
    public sealed record Moved(Standing Standing) : MoveResult;

    /// <summary>It did not, and nothing changed.</summary>
    /// <param name="Because">Why.</param>
    /// <param name="Words">What to say to who tried, in the words of the tables; never what they wrote.</param>
    /// <param name="Text">What is missing, or too short.</param>
    public sealed record Refused(RefusedBecause Because, string Words, ReferralText? Text = null) : MoveResult;
}
