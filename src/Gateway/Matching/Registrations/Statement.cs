using System.Collections.Immutable;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching.Registrations;

/// <summary>What some agency said of a child: demographics and identifiers. Which agency it was is nowhere.</summary>
/// <param name="AsOf">When it was so, as who said it says.</param>
internal sealed record Statement(NhsNumber Number, DateOnly Born, DateTimeOffset AsOf, SaidName Name)
{
    public ImmutableArray<SaidName> Aliases { get; init; } = [];

    public Sexes Sexes { get; init; }

    public ImmutableArray<ReadAddress> Addresses { get; init; } = [];

    public ImmutableArray<NhsNumber> FormerNumbers { get; init; } = [];

    public Upn? Upn { get; init; }

    public bool IsProtected { get; init; }

    /// <summary>The date of birth that was held and is wrong; null where nothing is corrected.</summary>
    public DateOnly? FormerBorn { get; init; }

    /// <summary>Every name in it.</summary>
    public IEnumerable<SaidName> Names => [Name, .. Aliases];

    public override string ToString() => "(a statement)";
}

/// <summary>A name as it was said; empty is not said.</summary>
internal readonly record struct SaidName(string Given, string Family)
{
    /// <summary>As names are compared.</summary>
    public (string Given, string Family) Folded => (NameFold.Of(Given), NameFold.Of(Family));

    public override string ToString() => "(a name)";
}
