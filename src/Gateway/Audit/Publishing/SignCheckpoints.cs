using Gateway.Audit.Anchoring;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Signs the log's head once every stored leaf before it was read and hashed again and gives that head. The anchor has the
/// checkpoint before anybody else sees it.
/// </summary>
internal sealed class SignCheckpoints(ReadLog log, LogReader reader, Anchor anchor, LogKeys keys, RehashedTree? published)
{
    // Stands where the anchor stood when it was last looked at.
    private RehashedTree _tree = published ?? new RehashedTree(reader, log);
    private Anchored? _last;

    private bool _resumed = published is not null;

    /// <summary>One look, and a signature where the log grew.</summary>
    public CheckpointSigning Run()
    {
        var signing = Look();
        if (signing is not CheckpointSigning.Refused || !_resumed) return signing;
        // Published tiles accuse nobody: what is wrong is said by the entries, from the first on.
        (_resumed, _tree, _last) = (false, new RehashedTree(reader, log), null);
        return Look();
    }

    private CheckpointSigning Look()
    {
        var places = anchor.Places();
        if (places.All(place => place.Origin != log.Name)) return new CheckpointSigning.Refused(places.Count == 0 ? "the anchor was taken away" : Rollback.OfAnother(places[^1].Origin, log.Name));
        var anchored = anchor.Read(log.Name);
        var head = reader.Head(log);
        if (anchored is not null && WhatIsWrong(anchored, head) is { } wrong) return new CheckpointSigning.Refused(wrong);
        _last = anchored;
        if (head.Size == anchored?.Size && !anchored.Root.SequenceEqual(head.Root)) return new CheckpointSigning.Refused($"held against the anchor: the stored head of {head.Size} entries is another");
        if (head.Size == (anchored?.Size ?? 0)) return new CheckpointSigning.Nothing(anchored);
        var ahead = _tree.Copy();
        return Reach(ahead, head.Size, head.Root) is { } why ? new CheckpointSigning.Refused(why) : Sign(anchored, head, ahead);
    }

    private CheckpointSigning Sign(Anchored? anchored, ReadHead head, RehashedTree ahead)
    {
        CrashPoint.HeadRehashed.Reached();
        var next = new Anchored(SignedCheckpoint.Sign(new Checkpoint(log.Name, head.Size, head.Root), keys.SignersAt(head.Size)));
        CrashPoint.HeadSigned.Reached();
        // Where another process was first, its checkpoint is held against ours the next time.
        if (!anchor.Move(anchored, next)) return new CheckpointSigning.Nothing(anchored);
        CrashPoint.AnchorMoved.Reached();
        (_last, _tree, _resumed) = (next, ahead, false);
        return new CheckpointSigning.Signed(next);
    }

    private string? WhatIsWrong(Anchored anchored, ReadHead head)
    {
        if (NoteCheck.Of(anchored.Head.Note, keys.Verifiers) is not NoteCheck.Holds) return "the anchor's checkpoint is not signed by this log's key";
        if (head.Size < anchored.Size) return Rollback.Words(head.Size, anchored.Size);
        if (anchored.IsSameTreeAs(_last)) return null;
        if (_tree.Size > anchored.Size || _tree.Size == anchored.Size && _last is not null) return $"the anchor was set back or aside: it stood at {_tree.Size} entries and stands at {anchored.Size}";
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
