using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>One question about one child, read and found well formed.</summary>
public sealed record CheckQuestion(ChildAsked Child, Purpose Purpose, ImmutableArray<Item> Items, TimeSpan Deadline)
{
    /// <summary>A child named by what is known of them, or by a match: found before the question is taken. Null once the child is known.</summary>
    public ChildToFind? ToFind { get; init; }

    /// <summary>What the asker says for items that need a reason; null where nothing was said.</summary>
    public Justification? Justification { get; init; }

    /// <summary>Null unless the asker declares an emergency.</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>The asker declares a personal interest in this child.</summary>
    public bool ConflictOfInterest { get; init; }

    /// <summary>The asker's own words for breaking the glass; null for any other question.</summary>
    public string? Reason => Justification is { } said ? $"{said.WhyNotLess}\n{said.WhatIfWait}" : Emergency?.Basis;

    public static readonly TimeSpan UsualDeadline = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(200);

    /// <summary>The whole question, its reasons too: anything else under the same request id is another question.</summary>
    public bool IsSameAs(CheckQuestion other) =>
        Child == other.Child && Purpose == other.Purpose && Deadline == other.Deadline && Items.AsSpan().SequenceEqual(other.Items.AsSpan())
        && Justification == other.Justification && Emergency == other.Emergency && ConflictOfInterest == other.ConflictOfInterest;
}

/// <summary>Who is asked about, where it is not said by number alone: what is known of the child, or the match that looking gave.</summary>
public sealed record ChildToFind(MatchingQuestion? Described, string? Match)
{
    public override string ToString() => "(a child)";
}

/// <summary>What is wrong with one field, in words for the person who typed it.</summary>
public sealed record FieldFault(string Field, string Words);
