using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>How often two records agree that were put together at random, at each level of a column.</summary>
internal static class RandomPairs
{
    /// <summary>How many pairs are drawn, where there are more than so many.</summary>
    public const int Most = 40_000;

    public static double[] Shares(LinkageRecords records, FieldColumn column)
    {
        var (counts, total) = (new double[column.LevelCount], 0.0);
        foreach (var (left, right) in records.PairCount <= Most ? All(records) : Drawn(records))
        {
            if (left == right || column.Values[left] < 0 || column.Values[right] < 0) continue;
            counts[column.Level(column.Values[left], column.Values[right])]++;
            total++;
        }

        for (var level = 0; level < counts.Length; level++) counts[level] = (counts[level] + 0.3) / (total + 0.3 * counts.Length);
        if (column is not AddressColumn) counts[0] = Agreement(column);
        return counts;
    }

    private static IEnumerable<(int Left, int Right)> All(LinkageRecords records)
    {
        for (var left = 0; left < records.LeftCount; left++)
            for (var right = records.IsOneFile ? left + 1 : records.LeftCount; right < records.Count; right++) yield return (left, right);
    }

    private static IEnumerable<(int Left, int Right)> Drawn(LinkageRecords records)
    {
        for (ulong draw = 0; draw < Most; draw++)
        {
            var left = (int)(KeyHash.Of(draw, 101) % (ulong)records.LeftCount);
            var right = (int)(KeyHash.Of(draw, 102) % (ulong)records.RightCount);
            yield return (left, records.IsOneFile ? right : records.LeftCount + right);
        }
    }

    // Of the same value it can be told exactly, which no draw could for rare values.
    private static double Agreement(FieldColumn column)
    {
        var (same, left, right) = (0.0, 0.0, 0.0);
        var isOneFile = ReferenceEquals(column.LeftCounts, column.RightCounts);
        for (var value = 0; value < column.ValueCount; value++)
        {
            same += column.LeftCounts[value] * (double)(column.RightCounts[value] - (isOneFile ? 1 : 0));
            left += column.LeftCounts[value];
            right += column.RightCounts[value];
        }

        return Math.Max(same, 0.3) / Math.Max(left * right, 1);
    }
}
