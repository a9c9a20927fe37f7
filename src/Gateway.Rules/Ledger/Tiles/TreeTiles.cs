namespace Gateway.Rules.Ledger.Tiles;

/// <summary>Which tiles a tree has (C2SP tlog-tiles, "Partial Tiles"). Sizes from 0 to 2^63 - 1.</summary>
public static class TreeTiles
{
    /// <summary>The tiles of hashes that a growth makes: each full tile that it completes, and each partial tile that the new size needs.</summary>
    /// <param name="from">The size before; 0 gives all tiles of the tree.</param>
    /// <param name="to">The size after.</param>
    public static IEnumerable<TileId> OfGrowth(long from, long to)
    {
        for (var level = 0; level <= TileId.Highest; level++)
            foreach (var tile in OfLevel(level, from >> (8 * level), to >> (8 * level)))
                yield return tile;
    }

    /// <summary>The bundles of entries that a growth makes, in the same way.</summary>
    public static IEnumerable<TileId> BundlesOfGrowth(long from, long to) => OfLevel(TileId.Entries, from, to);

    /// <summary>How wide a tile of a level is in a tree of a size: 0 where the tree has no such tile.</summary>
    public static int WidthOf(int level, long index, long size)
    {
        var hashes = size >> (8 * Math.Max(level, 0));
        return (int)Math.Clamp(hashes - index * TileId.Full, 0, TileId.Full);
    }

    private static IEnumerable<TileId> OfLevel(int level, long from, long to)
    {
        if (to <= from) yield break;
        for (var index = from / TileId.Full; index < to / TileId.Full; index++) yield return new TileId(level, index, TileId.Full);
        if (to % TileId.Full is var width and > 0) yield return new TileId(level, to / TileId.Full, (int)width);
    }
}
