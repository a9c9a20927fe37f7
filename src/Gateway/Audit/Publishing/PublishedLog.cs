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

    /// <summary>Null where nothing is signed.</summary>
    public PublicationFolder? Folder { get; } = folder is null ? null : new PublicationFolder(folder);

    public SignedCheckpoint? Checkpoint() =>
        Folder?.Read(PackPaths.Checkpoint) is { } bytes && SignedCheckpoint.Read(bytes, out var head) == CheckpointFault.None ? head : null;

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

    /// <summary>Whether an entry as it is stored is in the published tree; not known where that does not reach it yet.</summary>
    public Standing Inclusion(ReadLeaf leaf, SignedCheckpoint head) =>
        leaf.Index >= head.Checkpoint.Size ? Standing.NotKnown
        : Prove(leaf.Index, head) is { } proof && proof.Verify(TreeHash.OfLeaf(leaf.Leaf)) == ProofFault.None ? Standing.Holds : Standing.Broken;

    /// <summary>The proof that an entry is in the published tree; null where that does not reach it yet.</summary>
    public TlogProof? Prove(long index, SignedCheckpoint head) =>
        ProofBuilder.Inclusion(index, head.Checkpoint.Size, new TileNodes(head.Checkpoint.Size, Folder!.Read).Read) is ProofBuilding.Built { Hashes: var hashes }
            ? new TlogProof(index, hashes, head, ReadOnlyMemory<byte>.Empty)
            : null;

    public ProofBuilding Consistency(long from, long to, SignedCheckpoint head) =>
        to > head.Checkpoint.Size ? new ProofBuilding.OutOfRange() : ProofBuilder.Consistency(from, to, new TileNodes(to, Folder!.Read).Read);

    public Task<long?> FindAsync(Guid entry, CancellationToken stopping) => ledger.FindEntryAsync(entry, stopping);

    /// <summary>The entries of an interaction, from its decision on.</summary>
    public List<ReadLeaf> EntriesOf(Guid interaction, long decision) =>
        [.. _reader.EntriesOf(interaction, decision, decision + MostAfterDecision).SelectMany(index => _reader.Leaves(index, index + 1))];

    public void Dispose() => _reader.Dispose();
}
