using System.Numerics;

namespace Gateway.Rules.Matching.Linkage.Blocking;

/// <summary>The records of the right side under each key of one family: chains in a table, built in one pass.</summary>
internal sealed class Postings
{
    private readonly int[] _heads;
    private readonly List<Entry> _entries;

    private Postings(KeyFamily family, int[] heads, List<Entry> entries) => (Family, _heads, _entries) = (family, heads, entries);

    public KeyFamily Family { get; }

    public static Postings Of(KeyFamily family, int from, int to)
    {
        var (entries, keys) = (new List<Entry>(2 * (to - from)), new List<ulong>());
        var heads = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * (to - from)))];
        for (var record = from; record < to; record++)
        {
            keys.Clear();
            family.Keys(record, keys);
            foreach (var key in keys)
            {
                ref var head = ref heads[key & (ulong)(heads.Length - 1)];
                entries.Add(new Entry(key, record, head));
                head = entries.Count;
            }
        }

        return new Postings(family, heads, entries);
    }

    /// <summary>The records under a key, the last first; false where there are more than a cap, and then not all of them are there.</summary>
    public bool Under(ulong key, int cap, List<int> into)
    {
        into.Clear();
        for (var at = _heads[key & (ulong)(_heads.Length - 1)]; at != 0; at = _entries[at - 1].Next)
        {
            if (_entries[at - 1].Key != key) continue;
            if (into.Count == cap) return false;
            into.Add(_entries[at - 1].Record);
        }

        return true;
    }

    private readonly record struct Entry(ulong Key, int Record, int Next);
}
