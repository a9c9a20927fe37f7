using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// What a record says of itself beside its items: how the child's matters are to be handled, that where they live is protected, and what a court
/// forbids on the day of the answer (wire words, section 3). It can only make an answer stricter.
/// </summary>
public sealed record SaidOfRecord
{
    public static readonly SaidOfRecord Nothing = new();

    public HandlingFlags Handling { get; init; }

    /// <summary>Where the child lives is protected.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The items that an order in force forbids to share.</summary>
    public ImmutableArray<Item> Prohibited { get; init; } = [];

    public bool IsNothing => Handling == HandlingFlags.None && !IsProtected && Prohibited.IsEmpty;

    /// <summary>What any of them said, whoever holds the item.</summary>
    public static SaidOfRecord Together(ImmutableArray<CustodianAnswer> answers)
    {
        var all = Nothing;
        foreach (var answer in answers)
            if (!answer.Record.IsNothing) all = all.And(answer.Record);
        return all;
    }

    /// <summary>As the rules know it.</summary>
    /// <param name="isProtected">Known already, before anybody was asked.</param>
    public RecordFacts Facts(bool isProtected) => new(isProtected || IsProtected) { Handling = Handling, Prohibited = Prohibited };

    private SaidOfRecord And(SaidOfRecord other) => new()
    {
        Handling = Handling | other.Handling,
        IsProtected = IsProtected || other.IsProtected,
        Prohibited = [.. Prohibited.Union(other.Prohibited).Order()],
    };
}
