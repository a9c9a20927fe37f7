using Gateway.Audit.Anchoring;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Publishing;

/// <summary>
/// What is known to be signed of a log beside the anchor: the checkpoint that is published, and the newest that each witness has seen. Only what a key of
/// the log signed counts, so that nobody else can close the ledger; whoever cannot be reached says nothing.
/// </summary>
internal sealed class KnownElsewhere(Anchor anchor, PublishingSettings settings, AskWitnesses? witnesses)
{
    public IReadOnlyList<Checkpoint> Of(string log) => [.. Signed(log).Select(head => head.Checkpoint)];

    /// <summary>The newest checkpoint that is known of a log, from wherever; null for none.</summary>
    public Checkpoint? Newest(string log) =>
        Signed(log).Append(anchor.Read(log)?.Head).OfType<SignedCheckpoint>().Select(head => head.Checkpoint).MaxBy(checkpoint => checkpoint.Size);

    /// <summary>What is wrong with the anchor of a log that is itself whole, or null: it has every checkpoint before anybody else does, signed.</summary>
    public string? WhatIsWrong(string log)
    {
        var anchored = anchor.Read(log);
        var keys = anchor.Keys(log);
        if (anchored is not null && keys.Count > 0 && NoteCheck.Of(anchored.Head.Note, [.. keys.Select(key => key.Key)]) is not NoteCheck.Holds) return "the anchor's checkpoint is not signed by this log's key";
        return Of(log).MaxBy(checkpoint => checkpoint.Size) is { } known && known.Size > (anchored?.Size ?? 0)
            ? $"the anchor was set back: it knows {anchored?.Size ?? 0} entries, and a checkpoint of {known.Size} is published"
            : null;
    }

    /// <summary>Tells an anchor that was lost which key signed a log, so that it signs no other.</summary>
    public void Remember(string log)
    {
        if (anchor.Keys(log).Count > 0 || Published(log) is not { } head || NoteCheck.Of(head.Note, Keys(log)) is not NoteCheck.Holds held) return;
        foreach (var by in held.By) anchor.Set(new LogKey(by.Key, 0, null, null));
    }

    // The writer's own thread waits here, once, before it opens the log.
    private List<SignedCheckpoint> Signed(string log)
    {
        var keys = Keys(log);
        var asked = witnesses is null ? [] : Task.Run(() => witnesses.LatestAsync(log, settings.Witnesses.Witnesses, CancellationToken.None)).GetAwaiter().GetResult();
        return [.. asked.Append(Published(log)).OfType<SignedCheckpoint>().Where(head => head.Checkpoint.Origin == log && NoteCheck.Of(head.Note, keys) is NoteCheck.Holds)];
    }

    // With the anchor its keys are gone too: those that are set still tell their own signatures.
    private List<NoteVerifier> Keys(string log)
    {
        var known = anchor.Keys(log).Select(key => key.Key).ToList();
        return known.Count > 0 ? known : [.. new[] { settings.Signer, settings.Retiring }.OfType<SignerKey>().Select(key => key.Signer(log).Verifier).DistinctBy(key => key.Text)];
    }

    private SignedCheckpoint? Published(string log)
    {
        for (var number = PublicationFolder.Newest(settings.Folder); number > 0; number--)
        {
            if (PublicationFolder.Of(settings.Folder, number).Read(PackPaths.Checkpoint) is { } bytes
                && SignedCheckpoint.Read(bytes, out var head) == CheckpointFault.None && head!.Checkpoint.Origin == log)
                return head;
        }

        return null;
    }
}
