namespace Gateway.Rules.Matching.Index;

/// <summary>
/// One family's lists: each the first rows of children in ascending order, as differences of seven bits to a byte. Keys are hashed to a
/// list, so a list may name children of another key: weighing leaves them out.
/// </summary>
internal sealed class KeyLists(int[] bases, int[] offsets, byte[] bytes)
{
    private int PerBlock => (offsets.Length - 1) / bases.Length;

    /// <summary>The list of a key; empty where its block is none of this segment's.</summary>
    public RowList Of(ListKey key)
    {
        if ((uint)key.Block >= (uint)bases.Length) return default;
        var list = List(key, PerBlock);
        return new RowList(bytes.AsSpan(offsets[list], offsets[list + 1] - offsets[list]), bases[key.Block]);
    }

    /// <summary>Says that the list will be looked at soon.</summary>
    public void Expect(ListKey key)
    {
        if ((uint)key.Block < (uint)bases.Length) Memory.Expect(in offsets[List(key, PerBlock)]);
    }

    /// <summary>Says that what the list names will be read soon.</summary>
    public void ExpectRows(ListKey key)
    {
        if ((uint)key.Block < (uint)bases.Length && offsets[List(key, PerBlock)] is var at && at < bytes.Length) Memory.Expect(in bytes[at]);
    }

    public long Bytes => bytes.Length + 4L * offsets.Length;

    public void Write(SnapshotWriter to)
    {
        to.Array(bases);
        to.Array(offsets);
        to.Array(bytes);
    }

    public static KeyLists Read(SnapshotReader from) => new(from.Array<int>(), from.Array<int>(), from.Array<byte>());

    internal static int List(ListKey key, int perBlock) => key.Block * perBlock + (int)Math.BigMul(key.Hash, (ulong)perBlock, out _);
}

/// <summary>Reads a list from its bytes.</summary>
internal ref struct RowList(ReadOnlySpan<byte> bytes, int start)
{
    private ReadOnlySpan<byte> _left = bytes;
    private int _row = start;

    /// <summary>The row that was read last.</summary>
    public readonly int Row => _row;

    /// <summary>True where it names more than so many.</summary>
    public readonly bool IsLongerThan(int most)
    {
        if (_left.Length <= most) return false;
        var count = 0;
        foreach (var one in _left) count += one < 0x80 ? 1 : 0;
        return count > most;
    }

    public bool Next()
    {
        if (_left.IsEmpty) return false;
        var (difference, shift, at) = (0, 0, 0);
        byte one;
        do
        {
            one = _left[at++];
            difference |= (one & 0x7f) << shift;
            shift += 7;
        }
        while (one >= 0x80);
        _left = _left[at..];
        _row += difference;
        return true;
    }
}
