using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>The tiles of a pack, which has those of its own size: a narrower tile is the beginning of the one that is there.</summary>
internal sealed class PackTiles(Pack pack, long size)
{
    public byte[]? Read(TileId tile)
    {
        var width = TreeTiles.WidthOf(tile.Level, tile.Index, size);
        if (width < tile.Width) return null;
        var there = tile with { Width = width };
        var hashes = Read(there, there) ?? (there.IsPartial ? Read(there.Whole, there) : null);
        return hashes?[..(tile.Width * TreeHash.Length)];
    }

    public TileNodes Nodes() => new(size, Read);

    /// <summary>The wanted beginning of a tile that has exactly its own length.</summary>
    private byte[]? Read(TileId there, TileId wanted)
    {
        var hashes = pack.Read(there.Path, TileId.Full * TreeHash.Length);
        return hashes?.Length == there.Width * TreeHash.Length ? hashes[..(wanted.Width * TreeHash.Length)] : null;
    }
}
