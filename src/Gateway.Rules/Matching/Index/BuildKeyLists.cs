namespace Gateway.Rules.Matching.Index;

/// <summary>Builds one family's lists in two passes over the children: count, then place; nothing is sorted, for children come in order.</summary>
internal sealed class BuildKeyLists(Row[] rows, DayBlocks days, ChildKeys keys, KeyFamily family)
{
    private const int MostKeys = 512;

    // So many children to a list on average, of different keys for the most part.
    private const int PerList = 4;

    public KeyLists Build()
    {
        var bases = Bases();
        var perBlock = Math.Max(1, (int)((long)(rows.Length * Factor()) / PerList / bases.Length));
        var ends = Counted(bases.Length, perBlock);
        var members = Placed(ends, perBlock);
        return Encoded(bases, ends, members);
    }

    private int[] Bases() => family switch
    {
        KeyFamily.MonthSurname => days.MonthStarts(),
        KeyFamily.YearNames or KeyFamily.YearDistrictGiven => days.YearStarts(),
        KeyFamily.DaySurname => new int[ListKeys.Days],
        _ => [0],
    };

    // How many keys a row makes, more or less: it sizes the lists and changes no answer.
    private double Factor() => family switch
    {
        KeyFamily.YearNames or KeyFamily.UnitGiven => 2,
        KeyFamily.YearDistrictGiven or KeyFamily.UnitSurname => 1.5,
        _ => 1,
    };

    // After this each entry is where its list ends; placing from the back turns it into where the list begins.
    private int[] Counted(int blocks, int perBlock)
    {
        var counts = new int[blocks * perBlock + 1];
        EachKey((key, _) => counts[KeyLists.List(key, perBlock)]++, forward: true);
        var sum = 0;
        for (var i = 0; i < counts.Length; i++) counts[i] = sum += counts[i];
        return counts;
    }

    private int[] Placed(int[] ends, int perBlock)
    {
        var members = new int[ends[^1]];
        EachKey((key, row) => members[--ends[KeyLists.List(key, perBlock)]] = row, forward: false);
        return members;
    }

    private void EachKey(Action<ListKey, int> key, bool forward)
    {
        Span<ListKey> found = stackalloc ListKey[MostKeys];
        for (var at = forward ? 0 : rows.Length; forward ? at < rows.Length : at > 0;)
        {
            var (from, to) = forward ? (at, End(at)) : (Start(at), at);
            var count = keys.Of(family, rows.AsSpan(from, to - from), found);
            foreach (var one in found[..count]) key(one, from);
            at = forward ? to : from;
        }
    }

    private int End(int first)
    {
        var at = first + 1;
        while (at < rows.Length && !rows[at].IsFirst) at++;
        return at;
    }

    private int Start(int end)
    {
        var at = end - 1;
        while (!rows[at].IsFirst) at--;
        return at;
    }

    private static KeyLists Encoded(int[] bases, int[] starts, int[] members)
    {
        var perBlock = (starts.Length - 1) / bases.Length;
        var bytes = new byte[Encode(bases, starts, members, perBlock, null, [])];
        var offsets = new int[starts.Length];
        Encode(bases, starts, members, perBlock, offsets, bytes);
        return new KeyLists(bases, offsets, bytes);
    }

    // Without room it only counts.
    private static int Encode(int[] bases, int[] starts, int[] members, int perBlock, int[]? offsets, byte[] to)
    {
        var at = 0;
        for (var list = 0; list < starts.Length - 1; list++)
        {
            if (offsets is not null) offsets[list] = at;
            var last = bases[list / perBlock];
            for (var i = starts[list]; i < starts[list + 1]; i++)
            {
                if (i > starts[list] && members[i] == last) continue;
                at = Difference(members[i] - last, at, to);
                last = members[i];
            }
        }

        if (offsets is not null) offsets[^1] = at;
        return at;
    }

    private static int Difference(int difference, int at, byte[] to)
    {
        for (; difference >= 0x80; difference >>= 7, at++)
            if (to.Length > 0) to[at] = (byte)(difference | 0x80);
        if (to.Length > 0) to[at] = (byte)difference;
        return at + 1;
    }
}
