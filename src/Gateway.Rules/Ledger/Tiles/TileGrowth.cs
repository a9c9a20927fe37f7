using System.Numerics;

namespace Gateway.Rules.Ledger.Tiles;

/// <summary>Takes a tile that has just become full. The bytes are only good during the call.</summary>
public delegate void TakeTile(TileId tile, ReadOnlySpan<byte> hashes);

/// <summary>
/// The unfinished tiles at the right edge of a tree, one of each level: what makes tiles and roots from leaf hashes one after the other
/// in constant memory (C2SP tlog-tiles). Mutable, and not safe for use by two threads at once.
/// </summary>
public sealed class TileGrowth
{
    private readonly byte[][] _levels = [.. Enumerable.Range(0, TileId.Highest + 1).Select(_ => new byte[TileId.Full * TreeHash.Length])];

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Goes on from the partial tiles of a tree of a size.</summary>
    /// <returns>The growth, or null where one of those tiles is not there.</returns>
    public static TileGrowth? Resume(long size, ReadTile read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(read);
        var growth = new TileGrowth { Size = size };
        foreach (var tile in growth.PartialTiles())
        {
            var hashes = read(tile) ?? read(tile.Whole);
            if (hashes is null || hashes.Length < tile.Width * TreeHash.Length) return null;
            hashes.AsSpan(0, tile.Width * TreeHash.Length).CopyTo(growth._levels[tile.Level]);
        }

        return growth;
    }

    /// <summary>Adds a leaf by its hash and hands over each tile that this completes, the lowest first.</summary>
    public void Append(ReadOnlySpan<byte> leafHash, TakeTile? full = null)
    {
        if (leafHash.Length != TreeHash.Length) throw new ArgumentException("A hash has 32 bytes.", nameof(leafHash));
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        leafHash.CopyTo(hash);
        for (var level = 0; level <= TileId.Highest; level++)
        {
            var place = Width(level);
            hash.CopyTo(_levels[level].AsSpan(place * TreeHash.Length));
            if (place < TileId.Full - 1) break;
            full?.Invoke(new TileId(level, Size >> (8 * (level + 1)), TileId.Full), _levels[level]);
            TileHash.OfSubtree(_levels[level], hash);
        }

        Size++;
    }

    /// <summary>The partial tiles of the tree as it is now, the lowest level first.</summary>
    public IEnumerable<TileId> PartialTiles()
    {
        for (var level = 0; level <= TileId.Highest; level++)
            if (Width(level) is var width and > 0) yield return new TileId(level, Size >> (8 * (level + 1)), width);
    }

    /// <summary>The hashes of one of <see cref="PartialTiles"/>.</summary>
    public ReadOnlySpan<byte> Hashes(TileId partial) => _levels[partial.Level].AsSpan(0, partial.Width * TreeHash.Length);

    /// <summary>The root of the tree as it is now.</summary>
    public byte[] Root()
    {
        byte[]? root = null;
        for (var level = 0; level <= TileId.Highest; level++) root = Join(_levels[level], Width(level), root);
        return root ?? TreeHash.Empty.ToArray();
    }

    /// <summary>The right edge of the tree as it is now: what it takes to go on without its tiles.</summary>
    public Frontier Frontier()
    {
        var subtrees = new byte[BitOperations.PopCount((ulong)Size) * TreeHash.Length];
        var at = 0;
        for (var level = TileId.Highest; level >= 0; level--)
            for (var (from, left) = (0, Width(level)); left > 0; at += TreeHash.Length)
            {
                var count = 1 << BitOperations.Log2((uint)left);
                TileHash.OfSubtree(_levels[level].AsSpan(from * TreeHash.Length, count * TreeHash.Length), subtrees.AsSpan(at, TreeHash.Length));
                (from, left) = (from + count, left - count);
            }

        return Ledger.Frontier.Read(Size, subtrees)!;
    }

    private int Width(int level) => (int)((Size >> (8 * level)) % TileId.Full);

    /// <summary>Puts the complete subtrees of a partial tile, the rightmost and smallest first, to the left of what is there.</summary>
    private static byte[]? Join(ReadOnlySpan<byte> tile, int width, byte[]? right)
    {
        Span<byte> subtree = stackalloc byte[TreeHash.Length];
        while (width > 0)
        {
            var count = 1 << BitOperations.TrailingZeroCount(width);
            width -= count;
            TileHash.OfSubtree(tile.Slice(width * TreeHash.Length, count * TreeHash.Length), subtree);
            if (right is null) right = subtree.ToArray();
            else TreeHash.OfNode(subtree, right, right);
        }

        return right;
    }
}
