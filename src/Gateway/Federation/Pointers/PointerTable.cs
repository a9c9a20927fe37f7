namespace Gateway.Federation.Pointers;

/// <summary>
/// Which lists point under a token: eight bytes for each pair of token and list, in 4,096 parts, so that to grow copies little. One
/// thread changes it at a time; a look-up waits for nobody: a slot is read whole, and a part that grew is another array. Of a token 60 bits
/// are kept: two that agree in them cost a live question.
/// </summary>
internal sealed class PointerTable
{
    /// <summary>The most lists; a list has a number from 1.</summary>
    public const int MostLists = Gone - 1;

    private const int PartBits = 12;
    private const int TagBits = 48;
    private const int ListBits = 64 - TagBits;
    private const int Smallest = 8;
    private const ulong TagMask = (1UL << TagBits) - 1;

    // In place of the list of a slot that was taken out: the way past it must stay.
    private const ushort Gone = ushort.MaxValue;

    private readonly ulong[][] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new ulong[Smallest])];
    private readonly int[] _used = new int[1 << PartBits];
    private readonly int[] _gone = new int[1 << PartBits];

    public long Count => _used.Sum(used => (long)used) - _gone.Sum(gone => (long)gone);

    public void Add(ulong token, ushort list)
    {
        var part = Part(token);
        var slots = _parts[part];
        if ((_used[part] + 1) * 5L > slots.Length * 4L) slots = Grow(part);
        Put(part, slots, (Tag(token) << ListBits) | list);
    }

    /// <summary>Adds every list that points under the token, each once.</summary>
    public void Find(ulong token, List<ushort> lists)
    {
        var slots = Volatile.Read(ref _parts[Part(token)]);
        var tag = Tag(token);
        for (var at = Home(slots, tag); Volatile.Read(ref slots[at]) is not 0 and var slot; at = Next(slots, at))
            if (slot >> ListBits == tag && (ushort)slot != Gone && !lists.Contains((ushort)slot)) lists.Add((ushort)slot);
    }

    /// <summary>Takes out what a list does not say any more.</summary>
    public void Keep(ushort list, IEnumerable<ulong> tokens)
    {
        var kept = tokens.Select(token => Mark(Part(token)) | Tag(token)).ToHashSet();
        for (var part = 0; part < _parts.Length; part++)
        {
            var (slots, mark) = (_parts[part], Mark(part));
            for (var at = 0; at < slots.Length; at++)
                if ((ushort)slots[at] == list && !kept.Contains(mark | (slots[at] >> ListBits))) Take(part, ref slots[at]);
        }
    }

    private void Take(int part, ref ulong slot)
    {
        Volatile.Write(ref slot, slot | Gone);
        _gone[part]++;
    }

    // An eighth more than is there. What was taken out is left behind, and whoever reads the old array sees no less than there was.
    private ulong[] Grow(int part)
    {
        var before = _parts[part];
        var there = _used[part] - _gone[part];
        var slots = new ulong[Math.Max(Smallest, Math.Max(before.Length, (there * 5 / 4) + (there / 8) + 4))];
        (_used[part], _gone[part]) = (0, 0);
        foreach (var slot in before)
            if (slot != 0 && (ushort)slot != Gone) Put(part, slots, slot);
        Volatile.Write(ref _parts[part], slots);
        return slots;
    }

    private void Put(int part, ulong[] slots, ulong slot)
    {
        var free = -1;
        var at = Home(slots, slot >> ListBits);
        for (; slots[at] != 0; at = Next(slots, at))
            if (slots[at] == slot) return;
            else if (free < 0 && (ushort)slots[at] == Gone) free = at;
        if (free < 0) _used[part]++;
        else _gone[part]--;
        Volatile.Write(ref slots[free < 0 ? at : free], slot);
    }

    private static int Part(ulong token) => (int)(token >> (64 - PartBits));

    private static ulong Mark(int part) => (ulong)part << (64 - PartBits);

    private static ulong Tag(ulong token) => token & TagMask;

    private static int Home(ulong[] slots, ulong tag) => (int)Math.BigMul(tag << ListBits, (ulong)slots.Length, out _);

    private static int Next(ulong[] slots, int at) => at + 1 == slots.Length ? 0 : at + 1;
}
