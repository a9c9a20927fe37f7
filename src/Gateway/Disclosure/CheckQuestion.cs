using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>One question about one child, read and found well formed.</summary>
public sealed record CheckQuestion(ChildAsked Child, Purpose Purpose, ImmutableArray<Item> Items, TimeSpan Deadline)
{
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

/// <summary>What is wrong with one field, in words for the person who typed it.</summary>
public sealed record FieldFault(string Field, string Words);
