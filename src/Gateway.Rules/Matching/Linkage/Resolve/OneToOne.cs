using Gateway.Rules.Matching.Linkage.Model;

namespace Gateway.Rules.Matching.Linkage.Resolve;

/// <summary>
/// Two files that each name a person once: a record's likely partner speaks against all its others. Marginal probabilities of a
/// matching by belief propagation, each pair weighed by its evidence and by how many records are still without a partner.
/// </summary>
internal static class OneToOne
{
    private const int Rounds = 24;
    // In bits: nine to one.
    private const double Confident = 3.2;
    private const double FewDoubles = 0.05;

    // A file is never taken to be matched whole: some partners are not among the pairs compared.
    private const double AtLeastAlone = 0.05;

    /// <summary>True where next to no record has two confident partners, on either side.</summary>
    public static bool Holds(LinkageRecords records, PairTable table, double[] logOdds)
    {
        if (records.IsOneFile) return false;
        var partners = new int[records.Count];
        for (var pair = 0; pair < table.Count; pair++)
        {
            if (logOdds[pair] < Confident) continue;
            partners[table.Left[pair]]++;
            partners[table.Right[pair]]++;
        }

        return IsFew(partners.AsSpan(0, records.LeftCount)) && IsFew(partners.AsSpan(records.LeftCount));
    }

    /// <summary>The log-odds in bits of each pair, given that a record has at most one partner.</summary>
    /// <param name="bits">By how many bits each pair speaks for one person.</param>
    /// <param name="matches">How many matches are expected.</param>
    public static double[] LogOdds(LinkageRecords records, PairTable table, double[] bits, double matches)
    {
        var weights = Array.ConvertAll(bits, bit => double.Exp2(Math.Min(bit, 60)) * Activity(records, matches));
        var (free, next) = (new double[2 * table.Count], new double[2 * table.Count]);
        Array.Fill(free, 1);
        for (var round = 0; round < Rounds; round++)
        {
            var sums = new double[records.Count];
            for (var pair = 0; pair < table.Count; pair++)
            {
                sums[table.Left[pair]] += weights[pair] * free[2 * pair + 1];
                sums[table.Right[pair]] += weights[pair] * free[2 * pair];
            }

            for (var pair = 0; pair < table.Count; pair++)
            {
                next[2 * pair] = 1 / (1 + Math.Max(0, sums[table.Left[pair]] - weights[pair] * free[2 * pair + 1]));
                next[2 * pair + 1] = 1 / (1 + Math.Max(0, sums[table.Right[pair]] - weights[pair] * free[2 * pair]));
            }

            (free, next) = (next, free);
        }

        return [.. weights.Select((weight, pair) => Math.Log2(weight * free[2 * pair] * free[2 * pair + 1]))];
    }

    // The odds of two records that both have no other partner, before they are compared.
    private static double Activity(LinkageRecords records, double matches)
    {
        var left = Math.Max(records.LeftCount - matches, AtLeastAlone * records.LeftCount);
        var right = Math.Max(records.RightCount - matches, AtLeastAlone * records.RightCount);
        return matches / left / right;
    }

    private static bool IsFew(ReadOnlySpan<int> partners)
    {
        var (some, several) = (0, 0);
        foreach (var count in partners)
        {
            if (count > 0) some++;
            if (count > 1) several++;
        }

        return several <= FewDoubles * some;
    }
}
