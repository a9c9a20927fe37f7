using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>Records that stay or go together, as they stand: one, or referrals that were merged.</summary>
/// <param name="Id">The least of their ids.</param>
/// <param name="Owner">On whose trail it lies that it went.</param>
/// <param name="Controllers">Whose it is: it goes when none of them keeps it any more.</param>
/// <param name="Last">The day on which anything last happened to any of them.</param>
/// <param name="Unborn">The day that counts as the birth of a child of whom none is known: the latest that it can be.</param>
internal sealed record RecordUnit(
    RecordKind Kind, Guid Id, ImmutableArray<Guid> Records, string Owner, ImmutableArray<string> Controllers, ImmutableArray<ChildOfUnit> Children, DateOnly Last, DateOnly Unborn, bool IsOpen)
{
    /// <summary>Rows by their id and version, as they were read: whoever deletes claims them first.</summary>
    public ImmutableArray<(Guid Id, int Version)> Roots { get; init; } = [];

    /// <summary>The same of rows below them.</summary>
    public ImmutableArray<(Guid Id, int Version)> Below { get; init; } = [];

    public Retained Retained(bool held) => new(Kind, Controllers, Children.IsEmpty ? Unborn : Children.Max(child => child.Born ?? Unborn), Last, IsOpen, held);
}

/// <summary>Who a record is about, as far as it says.</summary>
internal readonly record struct ChildOfUnit(NhsNumber? Number, DateOnly? Born)
{
    public override string ToString() => "(a child)";
}
