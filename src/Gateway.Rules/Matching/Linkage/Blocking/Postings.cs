namespace Gateway.Rules.Matching.Linkage.Blocking;

/// <summary>The records of the right side under each key of one family.</summary>
internal sealed class Postings
{
    private readonly ulong[] _keys;
    private readonly int[] _records;

    private Postings(KeyFamily family, ulong[] keys, int[] records) => (Family, _keys, _records) = (family, keys, records);

    public KeyFamily Family { get; }

    public static Postings Of(KeyFamily family, int from, int to)
    {
        var (keys, records, held) = (new List<ulong>(to - from), new List<int>(to - from), new List<ulong>());
        for (var record = from; record < to; record++)
        {
            held.Clear();
            family.Keys(record, held);
            foreach (var key in held)
            {
                keys.Add(key);
                records.Add(record);
            }
        }

        var (sorted, order) = (keys.ToArray(), records.ToArray());
        Array.Sort(sorted, order);
        return new Postings(family, sorted, order);
    }

    /// <summary>The records under a key; in no order that means anything.</summary>
    public ReadOnlySpan<int> Under(ulong key)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_keys[middle] < key) low = middle + 1;
            else high = middle;
        }

        var end = low;
        while (end < _keys.Length && _keys[end] == key) end++;
        return _records.AsSpan(low, end - low);
    }
}
