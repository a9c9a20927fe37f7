using Gateway.Audit.Anchoring;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>Puts the tiles and the leaves of a signed checkpoint into files, from the leaves as they are stored.</summary>
internal sealed class WriteTiles(LogReader reader, ReadLog log, PublicationFolder folder)
{
    /// <param name="from">How many entries were published before; files from there on are written.</param>
    /// <returns>False where stored leaves and published tiles together do not give the signed root.</returns>
    public bool Run(long from, Anchored anchored)
    {
        from -= from % TileId.Full;
        if (TileGrowth.Resume(from, folder.Read) is not { } growth) return false;
        while (growth.Size < anchored.Size)
            if (!Bundle(growth, anchored.Size)) return false;
        if (!growth.Root().AsSpan().SequenceEqual(anchored.Root)) return false;
        foreach (var tile in growth.PartialTiles()) folder.Write(tile.Path, growth.Hashes(tile));
        return true;
    }

    private bool Bundle(TileGrowth growth, long size)
    {
        var (first, index) = (growth.Size, growth.Size / TileId.Full);
        var leaves = reader.Leaves(log, first, Math.Min(size, first + TileId.Full));
        var bundle = new TileId(TileId.Entries, index, TreeTiles.WidthOf(TileId.Entries, index, size));
        if (leaves.Count != bundle.Width || leaves[0].Index != first || leaves[^1].Index != first + leaves.Count - 1) return false;
        TakeTile write = (tile, hashes) => folder.Write(tile.Path, hashes);
        foreach (var leaf in leaves) growth.Append(TreeHash.OfLeaf(leaf.Leaf), write);
        folder.Write(bundle.Path, EntryBundle.Write([.. leaves.Select(leaf => (ReadOnlyMemory<byte>)leaf.Leaf)]));
        return true;
    }
}
