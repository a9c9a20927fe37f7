using Gateway.Rules.Ledger.Proofs;

namespace Gateway.Rules.Ledger.Tiles;

/// <summary>
/// Reads the complete subtrees of a tree from its tiles; <see cref="Read"/> is a <see cref="ReadNode"/>. Where a partial tile is gone the full
/// one serves (C2SP tlog-tiles, "Partial Tiles"). A tile proves nothing by itself: what is built from it is held against a signed root.
/// Keeps one tile of each level. Not safe for use by two threads at once.
/// </summary>
/// <param name="size">The size of the tree, which says how wide its last tiles are.</param>
/// <param name="read">Gives the tiles.</param>
public sealed class TileNodes(long size, ReadTile read)
{
    private readonly (long Index, byte[] Hashes)?[] _kept = new (long, byte[])?[TileId.Highest + 1];

    /// <summary>The root of a complete subtree, or null where the tree has none such or its tile is not there.</summary>
    public byte[]? Read(int level, long index)
    {
        if (level is < 0 or > 62 || index < 0 || index >= size >> level) return null;
        var (tileLevel, height) = (level / 8, level % 8);
        var first = index << height;
        if (Tile(tileLevel, first / TileId.Full) is not { } hashes) return null;
        var root = new byte[TreeHash.Length];
        TileHash.OfSubtree(hashes.AsSpan((int)(first % TileId.Full) * TreeHash.Length, TreeHash.Length << height), root);
        return root;
    }

    private byte[]? Tile(int level, long index)
    {
        if (_kept[level] is { } kept && kept.Index == index) return kept.Hashes;
        var tile = new TileId(level, index, TreeTiles.WidthOf(level, index, size));
        var hashes = Sound(read(tile), tile.Width) ?? (tile.IsPartial ? Sound(read(tile.Whole), TileId.Full) : null);
        if (hashes is not null) _kept[level] = (index, hashes);
        return hashes;
    }

    private static byte[]? Sound(byte[]? hashes, int width) => hashes?.Length == width * TreeHash.Length ? hashes : null;
}
