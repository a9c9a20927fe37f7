using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>One question about one child, read and found well formed.</summary>
public sealed record CheckQuestion(ChildAsked Child, Purpose Purpose, ImmutableArray<Item> Items, TimeSpan Deadline)
{
    public static readonly TimeSpan UsualDeadline = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(200);
}

/// <summary>What is wrong with one field, in words for the person who typed it.</summary>
public sealed record FieldFault(string Field, string Words);
