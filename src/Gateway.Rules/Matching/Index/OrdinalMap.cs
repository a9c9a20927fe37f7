namespace Gateway.Rules.Matching.Index;

/// <summary>The first row of each child: an array where ordinals are dense, pairs to be searched where they are not.</summary>
internal sealed class OrdinalMap
{
    private const int Sparse = 4;

    private readonly int[] _dense = [];
    private readonly int[] _ordinals = [];
    private readonly int[] _rows = [];

    public OrdinalMap(Row[] rows, int[] ordinals)
    {
        var (children, most) = (0, -1);
        for (var i = 0; i < rows.Length; i++)
        {
            if (!rows[i].IsFirst) continue;
            children++;
            most = Math.Max(most, ordinals[i]);
        }

        if (most < (long)children * Sparse + 1024)
        {
            _dense = new int[most + 1];
            Array.Fill(_dense, -1);
            for (var i = 0; i < rows.Length; i++)
                if (rows[i].IsFirst) _dense[ordinals[i]] = i;
            return;
        }

        int[] firsts = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].IsFirst)];
        (_ordinals, _rows) = ([.. firsts.Select(i => ordinals[i])], firsts);
        Array.Sort(_ordinals, _rows);
    }

    /// <summary>The child's first row, or -1.</summary>
    public int Row(int ordinal)
    {
        if (_ordinals.Length == 0) return (uint)ordinal < (uint)_dense.Length ? _dense[ordinal] : -1;
        return Array.BinarySearch(_ordinals, ordinal) is var at and >= 0 ? _rows[at] : -1;
    }
}
