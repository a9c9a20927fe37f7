using Gateway.Audit.Anchoring;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Signs the log's head once every stored leaf before it was read and hashed again and gives that head. The anchor has the
/// checkpoint before anybody else sees it.
/// </summary>
internal sealed class SignCheckpoints(string origin, LogReader reader, Anchor anchor, LogKeys keys)
{
    // Stands where the anchor stood when it was last looked at.
    private RehashedTree _tree = new(reader);
    private Anchored? _last;

    public CheckpointSigning Run()
    {
        var anchored = anchor.Read();
        var head = reader.Head();
        if (anchored is not null && WhatIsWrong(anchored, head) is { } wrong) return new CheckpointSigning.Refused(wrong);
        _last = anchored;
        if (head.Size == (anchored?.Size ?? 0)) return new CheckpointSigning.Nothing(anchored);
        var ahead = _tree.Copy();
        return Reach(ahead, head.Size, head.Root) is { } why ? new CheckpointSigning.Refused(why) : Sign(anchored, head, ahead);
    }

    private CheckpointSigning Sign(Anchored? anchored, ReadHead head, RehashedTree ahead)
    {
        CrashPoint.HeadRehashed.Reached();
        var next = new Anchored(SignedCheckpoint.Sign(new Checkpoint(origin, head.Size, head.Root), keys.SignersAt(head.Size)));
        CrashPoint.HeadSigned.Reached();
        // Where another process was first, its checkpoint is held against ours the next time.
        if (!anchor.Move(anchored, next)) return new CheckpointSigning.Nothing(anchored);
        CrashPoint.AnchorMoved.Reached();
        (_last, _tree) = (next, ahead);
        return new CheckpointSigning.Signed(next);
    }

    private string? WhatIsWrong(Anchored anchored, ReadHead head)
    {
        if (anchored.Origin != origin) return $"the anchor is of the log {anchored.Origin}, and the store holds {origin}";
        if (NoteCheck.Of(anchored.Head.Note, keys.Verifiers) is not NoteCheck.Holds) return "the anchor's checkpoint is not signed by this log's key";
        if (head.Size < anchored.Size) return Rollback.Words(head.Size, anchored.Size);
        if (anchored.IsSameTreeAs(_last)) return null;
        if (_tree.Size >= anchored.Size) return $"the anchor was set back or aside: it stood at {_tree.Size} entries and stands at {anchored.Size}";
        return Reach(_tree, anchored.Size, anchored.Root) is { } why ? $"held against the anchor: {why}" : null;
    }

    private static string? Reach(RehashedTree tree, long size, ReadOnlySpan<byte> root)
    {
        if (tree.Extend(size) is { } why) return why;
        return tree.Root().AsSpan().SequenceEqual(root) ? null : $"the first {size} stored entries do not give the root that they should";
    }
}

internal abstract record CheckpointSigning
{
    private CheckpointSigning() { }

    public sealed record Signed(Anchored Anchored) : CheckpointSigning;

    /// <summary>The log has not grown, or another process signed first.</summary>
    public sealed record Nothing(Anchored? Anchored) : CheckpointSigning;

    /// <summary>What is stored is not what was signed or acknowledged.</summary>
    public sealed record Refused(string Why) : CheckpointSigning;
}
