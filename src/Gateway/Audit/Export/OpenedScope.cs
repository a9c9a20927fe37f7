using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Export;

/// <summary>What a pack opens, and the sealed sections of the same entries.</summary>
/// <param name="Scope">Whose trail it is, where the pack claims to open one whole.</param>
/// <param name="Sections">In the order of the log.</param>
/// <param name="Sealed">The sealed sections of each entry in scope, by its index.</param>
/// <param name="Closed">How many entries in scope stay closed: their child's whereabouts are protected.</param>
internal sealed record OpenedScope(PackScope? Scope, IReadOnlyList<OpenedSection> Sections, IReadOnlyDictionary<long, IReadOnlyList<ReadOnlyMemory<byte>>> Sealed, int Closed)
{
    /// <summary>The pack's description with the scope in it.</summary>
    public byte[]? Describe(byte[]? log) => log is not null && LogDescription.Read(log) is { } read ? (read with { Scope = Scope }).ToBytes() : log;

    /// <summary>The files that a pack without a scope does not have.</summary>
    /// <param name="bundle">Reads a bundle of the published leaves.</param>
    /// <param name="size">The size of the published tree.</param>
    public IEnumerable<(string Path, byte[] Bytes)> Files(Func<TileId, byte[]?> bundle, long size)
    {
        yield return (PackPaths.Opened, [.. Sections.SelectMany(section => section.ToLine().Append((byte)'\n'))]);
        foreach (var index in Sealed.Keys.Select(entry => entry / TileId.Full).Distinct().Order())
        {
            var id = new TileId(TileId.Entries, index, TreeTiles.WidthOf(TileId.Entries, index, size));
            if (bundle(id) is { } bytes && EntryBundle.Read(bytes, id.Width) is { } leaves) yield return (PackPaths.Sealed(index, id.Width), SealedBundle.Write([.. leaves.Select((leaf, at) => Of(index * TileId.Full + at, leaf))]));
        }
    }

    // Whoever is given a pack is given the sealed sections of the entries in its scope, and of the others none.
    private IReadOnlyList<ReadOnlyMemory<byte>> Of(long index, ReadOnlyMemory<byte> bytes)
    {
        if (LeafFormat.Decode(bytes, out var leaf) != LeafFault.None) throw new LedgerUnreadableException("A published entry is not a leaf.");
        return Sealed.TryGetValue(index, out var sections) && sections.Count == leaf!.Sections + 1 ? sections : new ReadOnlyMemory<byte>[leaf!.Sections + 1];
    }
}
