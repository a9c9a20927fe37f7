using Gateway.Matching.Trace;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>
/// The children whom the gateway can recognise, wherever they are looked up. That nobody could look is an answer of its own, and
/// never "no such child".
/// </summary>
public abstract class Children
{
    private protected Children() { }

    /// <summary>True when questions are answered without waiting for those who are known to be read.</summary>
    public virtual bool IsReady => true;

    /// <summary>Up to when what is known of them was told.</summary>
    internal abstract DateTimeOffset AsOf { get; }

    /// <summary>The version of the weights.</summary>
    internal abstract string Parameters { get; }

    /// <summary>False where nobody says which numbers a child's present one took the place of.</summary>
    internal virtual bool KnowsFormerNumbers => true;

    /// <summary>
    /// Number and date of birth must both agree; a near miss is no match and says nothing about whose number it is. A number that was
    /// replaced opens nobody here, where no names stand beside it.
    /// </summary>
    public abstract ValueTask<ChildMatch> MatchAsync(NhsNumber number, DateOnly dateOfBirth, CancellationToken stopping);

    /// <summary>Why a question is not looked for at all; null where it is. Depends on the question alone.</summary>
    internal abstract Rejection? WhyRejected(MatchingQuestion question);

    /// <summary>Looks for the child that a question describes.</summary>
    internal abstract ValueTask<Sought> FindAsync(MatchingQuestion question, CancellationToken stopping);

    /// <summary>The child with this number.</summary>
    internal abstract ValueTask<HeldUnder> HeldAsync(NhsNumber number, CancellationToken stopping);

    /// <summary>The child whose number this is, or was: so that what is kept of them is found under each. For nobody to be shown who it is.</summary>
    internal abstract ValueTask<HeldUnder> WhoseAsync(NhsNumber number, CancellationToken stopping);

    /// <summary>A child who is nobody: whoever is shown one was fishing.</summary>
    internal abstract bool IsCanary(NhsNumber number);
}

/// <summary>What matching by number and date can say.</summary>
public abstract record ChildMatch
{
    private ChildMatch() { }

    /// <summary>One child, with the councils of every address of the past 12 months.</summary>
    public sealed record Exact(Home Home) : ChildMatch
    {
        /// <summary>What else is held of the child; null where only the councils are known.</summary>
        internal ChildHeld? Held { get; init; }
    }

    /// <summary>Another number took the place of this one. Whose it is now is told only to whoever gives the names too (<see cref="Children.FindAsync"/>).</summary>
    public sealed record Superseded : ChildMatch
    {
        public static readonly Superseded Instance = new();

        private Superseded() { }
    }

    public sealed record None : ChildMatch
    {
        public static readonly None Instance = new();

        private None() { }
    }

    /// <summary>Nobody could look.</summary>
    public sealed record NotKnown(LookFault Why) : ChildMatch;
}

/// <summary>What looking by a description can say.</summary>
internal abstract record Sought
{
    private Sought() { }

    /// <param name="At">The child at a place that the outcome names.</param>
    public sealed record Done(MatchingOutcome Outcome, Func<int, ChildHeld> At) : Sought
    {
        /// <summary>How it was searched elsewhere; null where the own index was looked in.</summary>
        public SearchTrail? Searches { get; init; }
    }

    /// <summary>Nobody could look.</summary>
    public sealed record NotKnown(LookFault Why) : Sought;
}

/// <summary>Who is held under a number.</summary>
internal abstract record HeldUnder
{
    private HeldUnder() { }

    public sealed record Found(ChildHeld Child) : HeldUnder;

    public sealed record Nobody : HeldUnder
    {
        public static readonly Nobody Instance = new();

        private Nobody() { }
    }

    /// <summary>Nobody could look.</summary>
    public sealed record NotKnown(LookFault Why) : HeldUnder;
}
