using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>The sealed sections of a bundle, where the pack has them: as many for each entry as its leaf commits to. What is in them only a key holder can tell.</summary>
internal static class SealedCheck
{
    private const int SectionsAt = 109;

    public static Verdict.Fails? Run(PackEntries entries, TileId bundle, IReadOnlyList<ReadOnlyMemory<byte>> leaves, ref long counted)
    {
        if (entries.Sealed(bundle) is not { } bytes) return null;
        var path = PackPaths.Sealed(bundle.Index, bundle.Width);
        if (SealedBundle.Read(bytes, bundle.Width) is not { } sections) return new Verdict.Fails(path, $"it is not the sections of {bundle.Width} entries");
        for (var i = 0; i < leaves.Count; i++)
            if (sections[i].Count != 1 + Committed(leaves[i].Span)) return Verdict.Fails.At(bundle.Index * TileId.Full + i, $"{path} has another number of sections than it commits to");
        counted += leaves.Count;
        return null;
    }

    private static int Committed(ReadOnlySpan<byte> leaf) => leaf.Length < SectionsAt + 2
        ? -1
        : System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(leaf[SectionsAt..]) / TreeHash.Length;
}
