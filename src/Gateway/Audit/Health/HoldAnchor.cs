using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Health;

/// <summary>Holds the anchor against the log: goes on from the published tiles with the entries as they are stored, and compares the root.</summary>
internal static class HoldAnchor
{
    // Some minutes of a busy gateway. What is further behind is not looked at for each question: the publisher is then at fault, and says so.
    private const int MostRehashed = 100_000;
    private const int Chunk = 2048;

    public static Standing Against(Anchored anchored, SignedCheckpoint? published, PublicationFolder folder, LogReader reader, ReadLog log, ReadHead head)
    {
        if (head.Size < anchored.Size || published?.Checkpoint.Size > anchored.Size) return Standing.Broken;
        if (head.Size == anchored.Size && !anchored.Root.SequenceEqual(head.Root)) return Standing.Broken;
        var from = published?.Checkpoint.Size ?? 0;
        from -= from % TileId.Full;
        if (anchored.Size - from > MostRehashed) return Standing.NotKnown;
        if (TileGrowth.Resume(from, folder.Read) is not { } growth) return Standing.Broken;
        return Extend(growth, reader, log, anchored.Size) && anchored.Root.SequenceEqual(growth.Root()) ? Standing.Holds : Standing.Broken;
    }

    private static bool Extend(TileGrowth growth, LogReader reader, ReadLog log, long size)
    {
        while (growth.Size < size)
        {
            var leaves = reader.Leaves(log, growth.Size, Math.Min(size, growth.Size + Chunk));
            if (leaves.Count == 0) return false;
            foreach (var leaf in leaves)
            {
                if (leaf.Index != growth.Size) return false;
                growth.Append(TreeHash.OfLeaf(leaf.Leaf));
            }
        }

        return true;
    }
}
