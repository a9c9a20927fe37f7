using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Blocking;

/// <summary>One way to find partners: a set of keys, or two of different columns together.</summary>
internal sealed record KeyFamily(KeySet First, KeySet? Second)
{
    /// <summary>True where a key tells one child of a household from another, so that pairs found by it may be learned from.</summary>
    public bool IsOfPerson => !First.Column.Field.IsHousehold || Second is { Column.Field.IsHousehold: false };

    public string Name => Second is null ? Part(First) : $"{Part(First)} + {Part(Second)}";

    /// <summary>True where every pair that this one finds is found by the other too.</summary>
    public bool IsWithin(KeyFamily other) => Covers(other.First) && (other.Second is null || Covers(other.Second));

    /// <summary>Adds the keys of a record.</summary>
    public void Keys(int record, List<ulong> into)
    {
        var first = First.Column.Values[record];
        if (first < 0) return;
        if (Second is null)
        {
            into.AddRange(First.OfValue[first]);
            return;
        }

        var second = Second.Column.Values[record];
        if (second < 0) return;
        var isUnordered = First.IsName && Second.IsName;
        foreach (var one in First.OfValue[first])
            foreach (var other in Second.OfValue[second])
                into.Add(KeyHash.Mix(isUnordered ? one + other : one * 3 + other));
    }

    private bool Covers(KeySet coarser) => IsFiner(First, coarser) || (Second is not null && IsFiner(Second, coarser));

    private static bool IsFiner(KeySet one, KeySet coarser) =>
        ReferenceEquals(one.Column, coarser.Column) && (ReferenceEquals(one, coarser) || one.Rank < coarser.Rank);

    private static string Part(KeySet set) => set.Rank == 0 ? set.Column.Field.Name : $"{set.Column.Field.Name} ({set.Rank})";
}
