using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Blocking;

/// <summary>
/// Chooses the keys from whatever columns there are: each set of keys, alone or with one of another column, that tells records apart
/// well enough for short lists, the coarsest of those that include one another.
/// </summary>
internal static class BlockingPlan
{
    // Bits by which a family may fall short of naming one record: lists of four for one column, of two for two.
    private const double AloneShort = 2;
    private const double TogetherShort = 1;

    public static ImmutableArray<KeyFamily> For(ImmutableArray<FieldColumn> columns, int records)
    {
        var needed = Math.Log2(Math.Max(records, 2));
        var sets = columns.SelectMany((column, place) => column.Keys().Select(set => (Set: set, Place: place, Bits: Bits(set)))).Where(one => one.Bits > 0.5).ToArray();
        var alone = sets.Where(one => one.Bits >= needed - AloneShort).Select(one => (Family: new KeyFamily(one.Set, null), one.Bits));
        var together = from one in sets
                       from other in sets
                       where one.Place < other.Place && one.Bits + other.Bits >= needed - TogetherShort
                       select (Family: new KeyFamily(one.Set, other.Set), Bits: one.Bits + other.Bits);
        var chosen = new List<KeyFamily>();
        foreach (var (family, _) in alone.OrderBy(one => one.Bits).Concat(together.OrderBy(one => one.Bits)))
            if (!chosen.Exists(family.IsWithin)) chosen.Add(family);
        return [.. chosen];
    }

    // Collision entropy: how many bits two records must agree by chance to share a key.
    private static double Bits(KeySet set)
    {
        var counts = new Dictionary<ulong, double>();
        var total = 0.0;
        for (var value = 0; value < set.OfValue.Length; value++)
        {
            var held = (double)set.Column.LeftCounts[value] + (ReferenceEquals(set.Column.LeftCounts, set.Column.RightCounts) ? 0 : set.Column.RightCounts[value]);
            total += held;
            if (set.OfValue[value] is [var key, ..]) CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += held;
        }

        var collisions = counts.Values.Sum(count => count / total * (count / total));
        return collisions > 0 ? -Math.Log2(collisions) : 0;
    }
}
