using Gateway.Audit.Anchoring;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>What is published, for those who ask: files and proofs from files, also while the ledger is sealed.</summary>
internal sealed class PublishedLog(LedgerSettings settings, string? folder, Ledger ledger) : IDisposable
{
    // What one question leaves is written within half a minute of its decision.
    private const int MostAfterDecision = 20_000;

    private readonly LogReader _reader = new(settings);

    /// <summary>A log's files; null where nothing is signed, and where there is no such log.</summary>
    /// <param name="log">From 1; null for the newest.</param>
    public PublicationFolder? Folder(int? log) =>
        folder is null || PublicationFolder.Newest(folder) is var newest && log is { } one && (one < 1 || one > newest) ? null : PublicationFolder.Of(folder, log ?? newest);

    public SignedCheckpoint? Checkpoint(int? log = null) =>
        Folder(log)?.Read(PackPaths.Checkpoint) is { } bytes && SignedCheckpoint.Read(bytes, out var head) == CheckpointFault.None ? head : null;

    /// <summary>The published checkpoint of the log that a position is in.</summary>
    public SignedCheckpoint? CheckpointOf(long position) =>
        _reader.Logs().LastOrDefault(log => log.First <= position) is { } log && Checkpoint(log.Id) is { } head && head.Checkpoint.Origin == log.Name ? head : null;

    /// <summary>The log that a checkpoint is of; null where the store has none of that name.</summary>
    public ReadLog? LogOf(SignedCheckpoint head) => _reader.Logs().FirstOrDefault(log => log.Name == head.Checkpoint.Origin);

    /// <summary>Whether a key signed it that the anchor knows as this log's.</summary>
    public Standing Signature(SignedCheckpoint head)
    {
        try
        {
            return settings.Anchor is not { } file ? Standing.NotKnown
                : NoteCheck.Of(head.Note, [.. new Anchor(file).Keys().Select(key => key.Key)]) is NoteCheck.Holds ? Standing.Holds : Standing.Broken;
        }
        catch (LedgerStoreException)
        {
            return Standing.NotKnown;
        }
    }

    /// <summary>Whether an entry as it is stored is in its log's published tree; not known where that does not reach it yet.</summary>
    public Standing Inclusion(ReadLog log, ReadLeaf leaf) =>
        Checkpoint(log.Id) is not { } head || head.Checkpoint.Origin != log.Name || leaf.Index >= head.Checkpoint.Size ? Standing.NotKnown
        : Prove(log, leaf.Index) is { } proof && proof.Verify(TreeHash.OfLeaf(leaf.Leaf)) == ProofFault.None ? Standing.Holds : Standing.Broken;

    /// <summary>The proof that an entry is in its log's published tree; null where that does not reach it yet.</summary>
    public TlogProof? Prove(long position) => _reader.Logs().LastOrDefault(log => log.First <= position) is { } log ? Prove(log, position - log.First) : null;

    public ProofBuilding Consistency(int? log, long from, long to) => Checkpoint(log) is not { } head || to > head.Checkpoint.Size
        ? new ProofBuilding.OutOfRange()
        : ProofBuilder.Consistency(from, to, new TileNodes(to, Folder(log)!.Read).Read);

    /// <summary>The position of an entry.</summary>
    public Task<long?> FindAsync(Guid entry, CancellationToken stopping) => ledger.FindEntryAsync(entry, stopping);

    /// <summary>The entries of an interaction, from its decision on, each with its log.</summary>
    public List<(ReadLog Log, ReadLeaf Leaf)> EntriesOf(Guid interaction, long decision)
    {
        var logs = _reader.Logs();
        return
        [
            .. from position in _reader.EntriesOf(interaction, decision, decision + MostAfterDecision)
               let log = logs.Last(one => one.First <= position)
               from leaf in _reader.Leaves(log, position - log.First, position - log.First + 1)
               select (log, leaf),
        ];
    }

    public void Dispose() => _reader.Dispose();

    private TlogProof? Prove(ReadLog log, long index) =>
        Checkpoint(log.Id) is { } head && head.Checkpoint.Origin == log.Name
            && ProofBuilder.Inclusion(index, head.Checkpoint.Size, new TileNodes(head.Checkpoint.Size, Folder(log.Id)!.Read).Read) is ProofBuilding.Built { Hashes: var hashes }
            ? new TlogProof(index, hashes, head, ReadOnlyMemory<byte>.Empty)
            : null;
}
