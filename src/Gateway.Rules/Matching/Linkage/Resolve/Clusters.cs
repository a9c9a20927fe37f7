using Gateway.Rules.Matching.Linkage.Model;

namespace Gateway.Rules.Matching.Linkage.Resolve;

/// <summary>
/// Files in which a person may stand several times: records are joined into people, the likeliest pair first, and two groups only where
/// all the pairs between them together speak for it. A pair is then worth what its groups were joined at, and no more than the pair that
/// joined them.
/// </summary>
internal sealed class Clusters
{
    // A pair that was never compared speaks against, by so many bits.
    private const double Uncompared = -6;
    private const int LargestProduct = 4_096;

    private readonly PairTable _table;
    private readonly double[] _bits;
    private readonly List<int>[] _members;
    private readonly int[] _group;
    private readonly Dictionary<long, int> _pairs = [];

    private Clusters(int records, PairTable table, double[] bits)
    {
        (_table, _bits, _group, _members) = (table, bits, new int[records], new List<int>[records]);
        for (var record = 0; record < records; record++) (_group[record], _members[record]) = (record, [record]);
        for (var pair = 0; pair < table.Count; pair++) _pairs[Key(table.Left[pair], table.Right[pair])] = pair;
    }

    /// <summary>The log-odds in bits of each pair after all the pairs have been looked at together.</summary>
    /// <param name="records">How many records there are.</param>
    /// <param name="bits">The log-odds of each pair by itself.</param>
    public static double[] Joined(int records, PairTable table, double[] bits)
    {
        var clusters = new Clusters(records, table, bits);
        var joined = (double[])bits.Clone();
        foreach (var pair in Enumerable.Range(0, table.Count).Where(pair => bits[pair] > 0).OrderByDescending(pair => bits[pair]).ThenBy(pair => pair))
            clusters.Look(pair, joined);
        return joined;
    }

    private void Look(int pair, double[] joined)
    {
        var (left, right) = (_group[_table.Left[pair]], _group[_table.Right[pair]]);
        if (left == right) return;
        if ((long)_members[left].Count * _members[right].Count > LargestProduct) return;
        var (sum, between) = Between(left, right);
        foreach (var one in between) joined[one] = sum > 0 ? Math.Max(joined[one], Math.Min(sum, _bits[pair])) : Math.Min(joined[one], sum);
        if (sum > 0) Join(left, right);
    }

    private (double Sum, List<int> Pairs) Between(int left, int right)
    {
        var (sum, between) = (0.0, new List<int>());
        foreach (var one in _members[left])
            foreach (var other in _members[right])
                if (_pairs.TryGetValue(Key(one, other), out var pair))
                {
                    sum += _bits[pair];
                    between.Add(pair);
                }
                else sum += Uncompared;
        return (sum, between);
    }

    private void Join(int left, int right)
    {
        if (_members[left].Count < _members[right].Count) (left, right) = (right, left);
        foreach (var record in _members[right]) _group[record] = left;
        _members[left].AddRange(_members[right]);
        _members[right] = [];
    }

    private static long Key(int one, int other) => one < other ? ((long)one << 32) | (uint)other : ((long)other << 32) | (uint)one;
}
