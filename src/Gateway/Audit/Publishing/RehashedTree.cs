using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>The tree of the leaves as they are stored, hashed again by a reader of its own.</summary>
internal sealed class RehashedTree(LogReader reader, ReadLog log)
{
    private const int Chunk = 2048;

    private readonly Frontier _frontier = new();

    public long Size => _frontier.Size;

    public byte[] Root() => _frontier.Root();

    /// <summary>
    /// The tree of the published tiles, where they give the root of a checkpoint that was signed: its leaves were hashed again before they were
    /// published, and once more by the writer when it opened the log.
    /// </summary>
    /// <returns>Null where the tiles do not give that root.</returns>
    public static RehashedTree? Resume(LogReader reader, ReadLog log, PublicationFolder folder, Checkpoint signed)
    {
        if (TileGrowth.Resume(signed.Size, folder.Read)?.Frontier() is not { } frontier || !frontier.Root().AsSpan().SequenceEqual(signed.Root.Span)) return null;
        var tree = new RehashedTree(reader, log);
        tree._frontier.CopyFrom(frontier);
        return tree;
    }

    /// <summary>The same tree, to go on from without moving this one.</summary>
    public RehashedTree Copy()
    {
        var copy = new RehashedTree(reader, log);
        copy._frontier.CopyFrom(_frontier);
        return copy;
    }

    /// <summary>Hashes the leaves up to a size.</summary>
    /// <returns>Null, or what is wrong with which entry; the tree then ends before it.</returns>
    public string? Extend(long size)
    {
        while (Size < size)
        {
            var leaves = reader.Leaves(log, Size, Math.Min(size, Size + Chunk));
            if (leaves.Count == 0) return $"entry {Size} is missing";
            foreach (var leaf in leaves)
                if (Add(leaf) is { } why) return why;
        }

        return null;
    }

    private string? Add(in ReadLeaf leaf)
    {
        if (leaf.Index != Size) return $"entry {Size} is missing";
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        TreeHash.OfLeaf(leaf.Leaf, hash);
        if (!hash.SequenceEqual(leaf.LeafHash)) return $"entry {leaf.Index} does not match its hash";
        if (LeafFormat.Inspect(leaf.Leaf) is var fault and not LeafFault.None) return $"entry {leaf.Index} is not a leaf ({fault})";
        _frontier.Append(hash);
        return null;
    }
}
