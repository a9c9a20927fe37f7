using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>A state, and since when.</summary>
public readonly record struct Held(ReferralState State, DateTimeOffset Since);

/// <summary>Where one child of a referral stands. A referral of three children has three of them and one reference.</summary>
/// <param name="Main">The referral, or the case that came of it.</param>
/// <param name="Last">When anything last happened.</param>
public sealed record Standing(Held Main, DateTimeOffset Last)
{
    /// <summary>What the referrer was told; none before that, and once nothing is owed.</summary>
    public Held? Feedback { get; init; }

    /// <summary>When the referrer was last told something.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>An open disagreement.</summary>
    public Held? Disagreement { get; init; }

    /// <summary>Since when it is open, whatever stage it is at.</summary>
    public DateTimeOffset? DisputedSince { get; init; }

    /// <summary>The child is not safe tonight: the stages run in hours.</summary>
    public bool Urgent { get; init; }

    /// <summary>Sent by the danger path.</summary>
    public bool Danger { get; init; }

    /// <summary>Red, amber or green.</summary>
    public Rating Rating { get; init; }

    /// <summary>Each clock as it runs, or ran last.</summary>
    public ImmutableSortedDictionary<ReferralClock, ClockRun> Clocks { get; init; } = ImmutableSortedDictionary<ReferralClock, ClockRun>.Empty;

    /// <summary>Its states, one for each track that is open.</summary>
    public IEnumerable<ReferralState> States
    {
        get
        {
            yield return Main.State;
            if (Feedback is { } feedback) yield return feedback.State;
            if (Disagreement is { } disagreement) yield return disagreement.State;
        }
    }

    /// <summary>A draft that was just begun.</summary>
    /// <param name="danger">A child is in danger now: what is known is sent, and the rest follows.</param>
    public static Standing Begin(DateTimeOffset at, bool danger = false) =>
        new(new Held(ReferralState.Draft, at), at)
        {
            Danger = danger,
            Clocks = ImmutableSortedDictionary<ReferralClock, ClockRun>.Empty.Add(ReferralClock.DraftKept, new ClockRun(at)),
        };

    internal bool Is(ReferralState state) => Main.State == state || Feedback?.State == state || Disagreement?.State == state;

    internal Standing With(ReferralState state, DateTimeOffset at) => state.Track() switch
    {
        ReferralTrack.Feedback => this with { Feedback = new Held(state, at), ToldAt = state == ReferralState.ReferrerTold ? at : ToldAt },
        ReferralTrack.Disagreement => this with { Disagreement = new Held(state, at), DisputedSince = DisputedSince ?? at },
        _ => this with { Main = new Held(state, at) },
    };

    internal Standing Without(ReferralTrack track) => track switch
    {
        ReferralTrack.Feedback => this with { Feedback = null },
        ReferralTrack.Disagreement => this with { Disagreement = null, DisputedSince = null, Urgent = false },
        _ => throw new ArgumentOutOfRangeException(nameof(track)),
    };
}
