using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>Grows the tree again from its entries and holds every tile of the pack against it.</summary>
internal sealed class TreeCheck
{
    private readonly PackTiles _tiles;
    private readonly TileGrowth _growth;
    private readonly TakeTile _compare;
    private byte[]? _leaves;
    private Verdict.Fails? _wrong;

    public TreeCheck(PackTiles tiles, TileGrowth growth) => (_tiles, _growth, _compare) = (tiles, growth, Compare);

    public long Size => _growth.Size;

    public byte[] Root() => _growth.Root();

    /// <summary>Begins a bundle: reads the tile of its entries' hashes.</summary>
    public Verdict.Fails? Begin(TileId bundle)
    {
        var tile = bundle with { Level = 0 };
        _leaves = _tiles.Read(tile);
        return _leaves is null ? new Verdict.Fails(tile.Path, "it is not there, or not of its length") : null;
    }

    /// <summary>Adds the next entry.</summary>
    public Verdict.Fails? Add(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        TreeHash.OfLeaf(leaf, hash);
        var place = (int)(Size % TileId.Full);
        if (!hash.SequenceEqual(_leaves.AsSpan(place * TreeHash.Length, TreeHash.Length)))
            return Verdict.Fails.At(Size, $"its bytes do not give the hash in {new TileId(0, Size / TileId.Full, _leaves!.Length / TreeHash.Length).Path}");
        _growth.Append(hash, _compare);
        return _wrong;
    }

    /// <summary>Holds the partial tiles of the last size against the tree.</summary>
    public Verdict.Fails? End()
    {
        foreach (var tile in _growth.PartialTiles()) Compare(tile, _growth.Hashes(tile));
        return _wrong;
    }

    private void Compare(TileId tile, ReadOnlySpan<byte> hashes)
    {
        // Level 0 was compared hash by hash.
        if (tile.Level == 0 || _wrong is not null) return;
        var there = _tiles.Read(tile);
        if (there is null) _wrong = new Verdict.Fails(tile.Path, "it is not there, or not of its length");
        else if (!hashes.SequenceEqual(there)) _wrong = Differ(tile, hashes, there);
    }

    private static Verdict.Fails Differ(TileId tile, ReadOnlySpan<byte> hashes, ReadOnlySpan<byte> there)
    {
        var hash = hashes.CommonPrefixLength(there) / TreeHash.Length;
        var span = 1L << (8 * tile.Level);
        var first = (tile.Index * TileId.Full + hash) * span;
        return new Verdict.Fails(tile.Path, $"its hash {hash} is not the one of entries {first} to {first + span - 1}");
    }
}
