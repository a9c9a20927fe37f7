using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>The entries of a pack, a bundle of 256 at a time; the last one read is kept.</summary>
internal sealed class PackEntries(Pack pack, long size)
{
    private TileId? _kept;
    private IReadOnlyList<ReadOnlyMemory<byte>>? _entries;

    /// <summary>The bundle that an entry is in.</summary>
    public TileId BundleOf(long entry) =>
        new(TileId.Entries, entry / TileId.Full, TreeTiles.WidthOf(TileId.Entries, entry / TileId.Full, size));

    /// <summary>The leaf of an entry; null where its bundle is not there or is not a bundle of that width.</summary>
    public ReadOnlyMemory<byte>? Leaf(long entry) => Read(BundleOf(entry))?[(int)(entry % TileId.Full)];

    /// <summary>The leaves of a bundle; null where it is not there or is not a bundle of that width.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Read(TileId bundle)
    {
        if (_kept == bundle) return _entries;
        _kept = bundle;
        return _entries = pack.Read(bundle.Path, EntryBundle.Longest) is { } bytes ? EntryBundle.Read(bytes, bundle.Width) : null;
    }

    /// <summary>The sealed sections of a bundle's entries; null where the pack has none there.</summary>
    public byte[]? Sealed(TileId bundle) => pack.Read(PackPaths.Sealed(bundle.Index, bundle.Width), SealedBundle.Longest);
}
