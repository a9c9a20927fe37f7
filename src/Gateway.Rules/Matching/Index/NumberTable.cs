namespace Gateway.Rules.Matching.Index;

/// <summary>
/// Whose number it is: an open-addressing table of keyed hashes in 8 bytes an entry. A number that two children have is found twice. An entry
/// keeps 34 bits of the hash and its place keeps most of the others, so a number that nobody has is taken for another's once in 10^10.
/// </summary>
internal sealed class NumberTable(ulong[] slots)
{
    private const int OrdinalBits = 28;
    private const ulong OrdinalMask = (1UL << OrdinalBits) - 1;
    private const int MarkBits = OrdinalBits + 1;
    private const double Load = 0.75;

    public static NumberTable Of(Chunks<NumberEntry> entries)
    {
        var table = new NumberTable(new ulong[(int)(entries.Count / Load) + 2]);
        for (var i = 0; i < entries.Count; i++) table.Add(entries[i]);
        return table;
    }

    /// <summary>Every child with that number, at most as many as there is room for.</summary>
    public int Find(ulong hash, Span<NumberOwner> owners)
    {
        var found = 0;
        for (var at = Place(hash); slots[at] != 0 && found < owners.Length; at = Next(at))
            if (slots[at] >> MarkBits == Print(hash)) owners[found++] = new NumberOwner((int)(slots[at] & OrdinalMask), (slots[at] >> OrdinalBits & 1) != 0);
        return found;
    }

    public void Write(SnapshotWriter to) => to.Array(slots);

    public static NumberTable Read(SnapshotReader from) => new(from.Array<ulong>());

    private void Add(in NumberEntry entry)
    {
        var at = Place(entry.Hash);
        while (slots[at] != 0) at = Next(at);
        slots[at] = Print(entry.Hash) << MarkBits | (entry.IsFormer ? 1UL : 0) << OrdinalBits | (uint)entry.Ordinal;
    }

    private int Place(ulong hash) => (int)Math.BigMul(hash, (ulong)slots.Length, out _);

    private int Next(int at) => at + 1 == slots.Length ? 0 : at + 1;

    private static ulong Print(ulong hash) => (hash & ((1UL << (64 - MarkBits)) - 1)) | 1;
}

/// <summary>A number's hash and whose it is.</summary>
internal readonly record struct NumberEntry(ulong Hash, int Ordinal, bool IsFormer);

/// <summary>Whose number was found, and whether it was replaced by another.</summary>
internal readonly record struct NumberOwner(int Ordinal, bool IsFormer);
