using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What looking for a child can say. Never a ranked list: at most five, each to be confirmed by one more fact that somebody types.</summary>
public abstract record MatchingAnswer
{
    private MatchingAnswer() { }

    /// <summary>One child, confidently: every gate passed.</summary>
    /// <param name="Child">The child.</param>
    /// <param name="Fields">What agreed, what differed, what was not given.</param>
    [SuppressMessage("Naming", "CA1720", Justification = "The word of the domain: one match, not a number.")]
    public sealed record Single(Candidate Child, FieldAgreements Fields) : MatchingAnswer;

    /// <summary>One to five children of whom a person must confirm one, the likeliest first.</summary>
    public sealed record Possible(ImmutableArray<Candidate> Children) : MatchingAnswer
    {
        /// <inheritdoc/>
        public bool Equals(Possible? other) => other is not null && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Children.Length == 0 ? 0 : HashCode.Combine(Children.Length, Children[0]);
    }

    /// <summary>More than five: one more detail is needed. None is shown and none is counted.</summary>
    public sealed record TooMany : MatchingAnswer
    {
        /// <summary>The only value.</summary>
        public static readonly TooMany Instance = new();

        private TooMany() { }
    }

    /// <summary>No child was matched on what was given, which is no proof that there is none.</summary>
    public sealed record NotFound : MatchingAnswer
    {
        /// <summary>The only value: nothing in it can tell one reason from another.</summary>
        public static readonly NotFound Instance = new();

        private NotFound() { }
    }

    /// <summary>The number and the rest are of different children: the number needs checking.</summary>
    public sealed record Conflict : MatchingAnswer
    {
        /// <summary>The only value: it does not say whose number it is.</summary>
        public static readonly Conflict Instance = new();

        private Conflict() { }
    }

    /// <summary>Nothing was read.</summary>
    public sealed record Rejected(Rejection Why) : MatchingAnswer;
}
