using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Tiles;

/// <summary>A tree of numbered leaves, kept as tiles in memory.</summary>
internal sealed class TiledTree
{
    private readonly Dictionary<TileId, byte[]> _tiles = [];
    private readonly TileGrowth _growth = new();

    public TiledTree(long size) => GrowTo(size);

    public long Size => _growth.Size;

    public byte[] Root => _growth.Root();

    public IReadOnlyDictionary<TileId, byte[]> Tiles => _tiles;

    public static byte[] Leaf(long index) => BitConverter.GetBytes((int)index);

    public static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Leaf(i))];

    public void GrowTo(long size)
    {
        while (_growth.Size < size) _growth.Append(TreeHash.OfLeaf(Leaf(_growth.Size)), (tile, hashes) => _tiles[tile] = hashes.ToArray());
        foreach (var partial in _growth.PartialTiles()) _tiles[partial] = _growth.Hashes(partial).ToArray();
    }

    public byte[]? Read(TileId tile) => _tiles.GetValueOrDefault(tile);

    public void Lose(TileId tile) => _tiles.Remove(tile);

    public TileNodes Nodes(long? size = null) => new(size ?? Size, Read);
}
