using System.Text;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Sealing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Publishes logs, each with what it says of the one before. A log that was closed is signed and published to its end first: the one after it names
/// its last checkpoint, with the cosignatures that it has.
/// </summary>
internal sealed class LogBook(Ledger ledger, Anchor anchor, LogReader reader, PublishingSettings settings, AskWitnesses witnesses, ILogger logger)
{
    /// <summary>The part of the folder that a log is published in.</summary>
    public PublicationFolder FolderOf(ReadLog log) => PublicationFolder.Of(settings.Folder, log.Id);

    public PublishCheckpoint Publisher(ReadLog log, LogKeys keys) => new(
        log, anchor, reader, FolderOf(log), witnesses, settings.Witnesses, settings.WitnessLines, keys, stopping => DescribeAsync(log, stopping), logger);

    /// <summary>Signs from where the published tiles end, and where they do not give their own checkpoint, from the first entry.</summary>
    public SignCheckpoints Signing(ReadLog log, LogKeys keys, SignedCheckpoint? published) => new(
        log, reader, anchor, keys, published is null ? null : RehashedTree.Resume(reader, log, FolderOf(log), published.Checkpoint));

    private async Task<LogDescription?> DescribeAsync(ReadLog log, CancellationToken stopping)
    {
        if (log.Id == 1) return new LogDescription(log.Name, LeafFormat.Label, null, null, null);
        if (await ledger.ReadSectionAsync(log.First, 0, stopping) is not SectionReading.Opened first) throw new LedgerUnreadableException("A log's first entry does not open.");
        var before = reader.Logs().Last(one => one.Id < log.Id);
        var last = Last(before, first.Section);
        if (last is null && !PreviousLog.WasLeft(first.Section.Span)) last = await CloseAsync(before, stopping) is { } closed && PreviousLog.IsNamed(closed.Checkpoint, first.Section.Span) ? closed : null;
        if (last is null && !PreviousLog.WasLeft(first.Section.Span)) return null;
        return new LogDescription(
            log.Name, LeafFormat.Label, last is null ? null : Encoding.UTF8.GetString(last.ToBytes()), new FirstSection(first.Salt.ToArray(), first.Committed.ToArray()), null);
    }

    /// <summary>The last checkpoint of a log that an entry names: as it is published, or else as the anchor has it.</summary>
    private SignedCheckpoint? Last(ReadLog before, ReadOnlyMemory<byte> first)
    {
        var published = FolderOf(before).Read(PackPaths.Checkpoint) is { } bytes && SignedCheckpoint.Read(bytes, out var head) == CheckpointFault.None ? head : null;
        if (published is not null && PreviousLog.IsNamed(published.Checkpoint, first.Span)) return published;
        // Of a log that was closed in order its last checkpoint is published, cosigned, before the next log says anything.
        return !PreviousLog.WasLeft(first.Span) ? null : anchor.Places().Select(place => place.Newest?.Head).OfType<SignedCheckpoint>().FirstOrDefault(kept => PreviousLog.IsNamed(kept.Checkpoint, first.Span));
    }

    private async Task<SignedCheckpoint?> CloseAsync(ReadLog log, CancellationToken stopping)
    {
        var known = anchor.Keys();
        var signers = settings.SignersOf(log.Name, known);
        if (signers.IsEmpty)
        {
            logger.LogCritical("The end of the log {Log} is not signed: set Ledger:RetiringSigner to its key", log.Name);
            return null;
        }

        var keys = new LogKeys([.. known.Where(key => key.Key.Name == log.Name)], signers, [.. known]);
        var publish = Publisher(log, keys);
        var signed = Signing(log, keys, publish.Published()).Run() switch
        {
            CheckpointSigning.Signed { Anchored: var now } => now,
            CheckpointSigning.Nothing { Anchored: var then } => then,
            CheckpointSigning.Refused { Why: var why } => Refuse(log, why),
            _ => throw new InvalidOperationException("unknown signing"),
        };
        if (signed is null) return null;
        switch (await publish.RunAsync(signed, keepBefore: true, stopping))
        {
            case Publishing.Done { Head: var head }:
                return head;
            case Publishing.Contradicted { Why: var why }:
                Refuse(log, why);
                return null;
            default:
                return null;
        }
    }

    private Anchored? Refuse(ReadLog log, string why)
    {
        ledger.Condemn($"the log before this one, {log.Name}: {why}");
        return null;
    }
}
