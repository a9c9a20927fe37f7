using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>The holds that are on, as they were read under the gate: while that is held, nobody puts another on.</summary>
internal sealed class HoldsInForce(ImmutableArray<HoldInForce> holds)
{
    /// <summary>Some controller's hold is on it. A child without a number may be the one whom a hold is about, unless the days of birth differ.</summary>
    public bool Cover(RecordUnit unit) =>
        holds.Any(hold => unit.Controllers.Contains(hold.Agency) && hold.IsOf(unit.Kind) && (hold.Child is null || unit.Children.Any(child => hold.IsAbout(child.Number, child.Born))));

    /// <summary>Everything of this kind that this agency has, or all of it where nobody can say whom it is about.</summary>
    public bool CoverAll(string agency, RecordKind kind, bool nobodyKnowsWhom = false) => Of(agency, kind).Any(hold => hold.Child is null || nobodyKnowsWhom);

    /// <summary>The children of whom this agency deletes nothing of this kind, under every number of theirs that is known.</summary>
    public NhsNumber[] ChildrenOf(string agency, RecordKind kind) => [.. Of(agency, kind).SelectMany(hold => hold.Child?.Known.Numbers ?? []).Distinct()];

    /// <summary>Days of birth of children of whom nobody can say whether they had another number: whoever was born then may be one of them.</summary>
    public DateOnly[] BornOf(string agency, RecordKind kind) => [.. Of(agency, kind).Where(hold => hold.Child is { Known.IsWhole: false }).Select(hold => hold.Child!.Value.Born).Distinct()];

    /// <summary>Whoever has a hold of this kind, of whomever.</summary>
    public string[] AgenciesOf(RecordKind kind) => [.. holds.Where(hold => hold.IsOf(kind)).Select(hold => hold.Agency).Distinct(StringComparer.Ordinal)];

    /// <summary>Anybody's hold of this kind at all.</summary>
    public bool Any(RecordKind kind) => holds.Any(hold => hold.IsOf(kind));

    /// <summary>What the ledger has of a child under a controller's key.</summary>
    public bool CoverChild(string agency, NhsNumber child, DateOnly born) => holds.Any(hold => hold.Agency == agency && hold.Record is null && (hold.Child is null || hold.IsAbout(child, born)));

    private IEnumerable<HoldInForce> Of(string agency, RecordKind kind) => holds.Where(hold => hold.Agency == agency && hold.IsOf(kind));
}

/// <summary>One hold that is on.</summary>
/// <param name="Record">One kind of record; none for all.</param>
/// <param name="Child">The day of birth and the numbers of the child; none for everybody.</param>
internal sealed record HoldInForce(string Agency, string? Record, (DateOnly Born, NumbersKnown Known)? Child)
{
    public bool IsOf(RecordKind kind) => Record is null || Record == kind.Word();

    /// <summary>Where nobody can say which other numbers the child had, whoever was born that day may be them: what is kept for nothing can still go later.</summary>
    public bool IsAbout(NhsNumber? number, DateOnly? born) =>
        Child is { } child && ((number is { } one && child.Known.Numbers.Contains(one)) || ((number is null || !child.Known.IsWhole) && (born is null || born == child.Born)));

    public override string ToString() => "(a hold)";
}
