using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>A bundle of leaves as it was read, with what else lies beside it.</summary>
/// <param name="Id">Which it is.</param>
/// <param name="Leaves">Its leaves; null where it is not there or is not a bundle of that width.</param>
/// <param name="Hashes">The hash of each leaf, 32 bytes each.</param>
/// <param name="Sealed">The sealed sections of its entries; null where the pack has none there.</param>
internal sealed record HashedBundle(TileId Id, IReadOnlyList<ReadOnlyMemory<byte>>? Leaves, byte[] Hashes, byte[]? Sealed)
{
    public static HashedBundle Read(Pack pack, TileId id)
    {
        var leaves = pack.Read(id.Path, EntryBundle.Longest) is { } bytes ? EntryBundle.Read(bytes, id.Width) : null;
        var hashes = new byte[id.Width * TreeHash.Length];
        for (var i = 0; i < (leaves?.Count ?? 0); i++) TreeHash.OfLeaf(leaves![i].Span, hashes.AsSpan(i * TreeHash.Length));
        return new HashedBundle(id, leaves, hashes, pack.Read(PackPaths.Sealed(id.Index, id.Width), SealedBundle.Longest));
    }
}
