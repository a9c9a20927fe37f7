using System.Text;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Witness;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Puts a checkpoint that the anchor holds before the world: first the tiles that prove it, then the witnesses, and the checkpoint
/// itself last and only with the quorum that the policy asks for.
/// </summary>
/// <param name="describe">What the log says of itself; null while that is not known yet, and then nothing is published.</param>
internal sealed class PublishCheckpoint(
    ReadLog log, Anchor anchor, LogReader reader, PublicationFolder folder, AskWitnesses witnesses, WitnessPolicy policy, string witnessLines, LogKeys keys,
    Func<CancellationToken, Task<LogDescription?>> describe, ILogger logger)
{
    private readonly WitnessPolicy _policy = policy with { Logs = keys.All };

    /// <summary>The checkpoint that is published, where it is one of this log.</summary>
    public SignedCheckpoint? Published()
    {
        if (folder.Read(PackPaths.Checkpoint) is not { } bytes || SignedCheckpoint.Read(bytes, out var head) != CheckpointFault.None) return null;
        return head!.Checkpoint.Origin == log.Name && NoteCheck.Of(head.Note, keys.Verifiers) is NoteCheck.Holds ? head : null;
    }

    /// <summary>When a quorum of the witnesses had cosigned it; null where it has none, or the policy needs none.</summary>
    public DateTimeOffset? QuorumAt(SignedCheckpoint? head) =>
        head is not null && _policy.Judge(head) is PolicyVerdict.Accepted { Cosigned: { IsEmpty: false } cosigned } ? DateTimeOffset.FromUnixTimeSeconds(cosigned.Max(c => c.Time)) : null;

    /// <param name="keepBefore">Whether the one that is published until now is kept beside it.</param>
    public async Task<Publishing> RunAsync(Anchored anchored, bool keepBefore, CancellationToken stopping)
    {
        if (WhatIsStrange() is { } strange) return new Publishing.Contradicted(strange);
        var before = Published();
        // Another process that shares anchor and folder may have been first.
        if (before?.Checkpoint.Size > anchored.Size && anchor.Read(log.Name)?.Size >= before.Checkpoint.Size) return new Publishing.Overtaken();
        if (before is not null && before.Checkpoint.Size > anchored.Size)
            return new Publishing.Contradicted($"a checkpoint of {before.Checkpoint.Size} entries is published, and the anchor knows {anchored.Size}: the anchor was set back");
        if (!WriteTiles(before, anchored)) return new Publishing.Contradicted($"the first {anchored.Size} stored entries no longer give the root that was signed");
        CrashPoint.TilesWritten.Reached();
        if (before is not null && !IsOfThisTree(before, anchored)) return new Publishing.Contradicted($"the checkpoint of {before.Checkpoint.Size} entries that is published is of another history: fork");

        var cosigned = anchored.Head.With(await witnesses.RunAsync(anchored.Head, _policy.Witnesses, () => Nodes(anchored.Size), stopping));
        CrashPoint.Cosigned.Reached();
        if (_policy.Judge(cosigned) is not PolicyVerdict.Accepted) return new Publishing.NoQuorum();
        if (await describe(stopping) is not { } description) return new Publishing.NoQuorum();
        Write(description, cosigned, keepBefore && before?.Checkpoint.Size < anchored.Size ? before : null);
        DropPartial(before?.Checkpoint.Size ?? 0, anchored.Size);
        CrashPoint.CheckpointPublished.Reached();
        return new Publishing.Done(cosigned);
    }

    private string? WhatIsStrange()
    {
        if (folder.Read(PackPaths.Checkpoint) is not { } bytes || SignedCheckpoint.Read(bytes, out var head) != CheckpointFault.None) return null;
        if (head!.Checkpoint.Origin != log.Name) return $"Ledger:Publish holds the log {head.Checkpoint.Origin}, and the store holds {log.Name}";
        return NoteCheck.Of(head.Note, keys.Verifiers) is NoteCheck.NoKnownKey ? "the published checkpoint is signed by none of this log's keys" : null;
    }

    private bool WriteTiles(SignedCheckpoint? before, Anchored anchored)
    {
        var tiles = new WriteTiles(reader, log, folder);
        if (tiles.Run(before?.Checkpoint.Size ?? 0, anchored)) return true;
        logger.LogCritical("The published tiles are not those of the log; they are made again from its entries");
        return tiles.Run(0, anchored);
    }

    private bool IsOfThisTree(SignedCheckpoint before, Anchored anchored) =>
        ProofBuilder.Root(before.Checkpoint.Size, Nodes(anchored.Size)) is ProofBuilding.Built { Hashes: [var root] } && before.Checkpoint.Root.Span.SequenceEqual(root);

    private ReadNode Nodes(long size) => new TileNodes(size, folder.Read).Read;

    private void Write(LogDescription description, SignedCheckpoint head, SignedCheckpoint? before)
    {
        if (before is not null) folder.Write(PackPaths.CheckpointOf(before.Checkpoint.Size), before.ToBytes());
        WriteChanged(PackPaths.Log, description.ToBytes());
        WriteChanged(PackPaths.Policy, Encoding.UTF8.GetBytes(keys.Lines + witnessLines));
        CrashPoint.CheckpointDue.Reached();
        folder.Write(PackPaths.Checkpoint, head.ToBytes());
    }

    // Not before: as long as the smaller tree is the published one, whoever checks it asks for its own tiles.
    private void DropPartial(long from, long size)
    {
        foreach (var whole in TreeTiles.OfGrowth(from, size).Concat(TreeTiles.BundlesOfGrowth(from, size)).Where(tile => !tile.IsPartial)) folder.DropPartial(whole);
    }

    private void WriteChanged(string path, byte[] bytes)
    {
        if (folder.Read(path) is not { } there || !there.AsSpan().SequenceEqual(bytes)) folder.Write(path, bytes);
    }
}

internal abstract record Publishing
{
    private Publishing() { }

    public sealed record Done(SignedCheckpoint Head) : Publishing;

    /// <summary>Too few witnesses cosigned, this log or the end of the one before; what was published stays.</summary>
    public sealed record NoQuorum : Publishing;

    /// <summary>Another process has published a larger tree since.</summary>
    public sealed record Overtaken : Publishing;

    /// <summary>What was published and what is stored cannot both be true.</summary>
    public sealed record Contradicted(string Why) : Publishing;
}
