using System.Collections.Immutable;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Index;

/// <summary>A child as registered: demographics and identifiers, no safeguarding fact and no note of who holds what.</summary>
/// <param name="Ordinal">The child's place, from 0 to <see cref="MostOrdinal"/>, chosen by the gateway and kept for good; small and dense, for memory.</param>
/// <param name="DateOfBirth">The recorded date of birth.</param>
/// <param name="Versions">The present identity first, then each alias, former name and former postcode.</param>
public sealed record IndexedChild(int Ordinal, DateOnly DateOfBirth, ImmutableArray<ChildVersion> Versions)
{
    /// <summary>The largest ordinal: what leaves room beside it in the table of numbers.</summary>
    public const int MostOrdinal = (1 << 28) - 1;

    /// <summary>The recorded sex, and any recorded before.</summary>
    public Sexes Sexes { get; init; }

    /// <summary>Personal numbers, present and former.</summary>
    public ImmutableArray<PersonalNumber> Numbers { get; init; } = [];

    /// <summary>Where the child is may not be known: no postcode of the child is kept here at all.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Identities from before an adoption: kept apart, under another key, and never answered with.</summary>
    public ImmutableArray<SealedIdentity> Sealed { get; init; } = [];

    /// <summary>Ordinals of children with whom this one must not be joined: a number of theirs never finds this child.</summary>
    public ImmutableArray<int> DoNotLink { get; init; } = [];
}

/// <summary>One identity that a child has or had. Null or blank is "not held".</summary>
/// <param name="Given">Given names in order.</param>
/// <param name="Surname">The family name.</param>
/// <param name="Postcode">A postcode.</param>
public readonly record struct ChildVersion(string? Given, string? Surname, string? Postcode);

/// <summary>An identity that was sealed by an adoption.</summary>
/// <param name="Numbers">The numbers that went with it.</param>
public sealed record SealedIdentity(string? Given, string? Surname, ImmutableArray<PersonalNumber> Numbers);

/// <summary>An unborn child, found by the mother alone.</summary>
/// <param name="Ordinal">As <see cref="IndexedChild.Ordinal"/>; a child and an unborn child never share one.</param>
/// <param name="Due">The expected date of birth.</param>
/// <param name="Mother">The mother's NHS number.</param>
/// <param name="MotherBorn">Her date of birth where it is held; one that differs finds nothing.</param>
public sealed record UnbornChild(int Ordinal, DateOnly Due, Identifiers.NhsNumber Mother, DateOnly? MotherBorn);
