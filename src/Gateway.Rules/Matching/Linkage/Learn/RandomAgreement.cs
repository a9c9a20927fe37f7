using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>How often two children agree by chance, from pairs put together at random; fixed before anything is learned.</summary>
internal static class RandomAgreement
{
    private const int Draws = 2_000_000;
    private const int Chunk = 50_000;
    private const double Unseen = 0.5;

    /// <param name="matches">About how many pairs are of one child: their share is taken out.</param>
    public static double[] Shares(LinkageRecords records, EvidenceColumn column, double matches)
    {
        var counts = Counts(records, column);
        var (total, prior) = ((double)counts.Sum(), matches / records.PairCount);
        var start = EvidenceLevels.Start(column.Field);
        var same = column.Same();
        var shares = new double[counts.Length];
        for (var level = 0; level < shares.Length; level++)
        {
            var share = Math.Max(counts[level], Unseen) / Math.Max(total, 1);
            // A value that agrees as a whole is counted over all pairs; a name of which one word agrees is drawn.
            if (level == 0) share = column.Field is EvidenceField.Given or EvidenceField.Surname ? Math.Max(share, same) : same;
            shares[level] = Math.Max(share - prior * start[level], share * 0.02);
        }

        var all = shares.Sum();
        return [.. shares.Select(share => share / all)];
    }

    // Whole numbers add up to the same in whatever order the threads come.
    private static long[] Counts(LinkageRecords records, EvidenceColumn column)
    {
        var (counts, adding) = (new long[EvidenceLevels.Count(column.Field)], new Lock());
        Parallel.For(0, Draws / Chunk, chunk =>
        {
            var own = new long[EvidenceColumn.Blank + 1];
            for (var draw = (ulong)chunk * Chunk; draw < ((ulong)chunk + 1) * Chunk; draw++)
            {
                var left = (int)(KeyHash.Of(draw, 201) % (ulong)records.LeftCount);
                var right = records.LeftCount + (int)(KeyHash.Of(draw, 202) % (ulong)records.RightCount);
                own[column.Level(left, right)]++;
            }

            lock (adding)
                for (var level = 0; level < counts.Length; level++) counts[level] += own[level];
        });
        return counts;
    }
}
