using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>An entry on its way, and the caller who waits for it. All but the completion belongs to the writer's thread.</summary>
internal sealed class PendingAppend(LedgerEntry entry, CancellationToken cancellation)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public LedgerEntry Entry { get; } = entry;

    public bool IsAbandoned => cancellation.IsCancellationRequested;

    public Guid EntryId { get; set; }

    public Memory<byte> CommonCommitment { get; set; }

    public Memory<byte> SectionCommitments { get; set; }

    public byte[] LeafHash { get; set; } = [];

    /// <summary>Sealed sections in the leaf's order, the common one first.</summary>
    public ReadOnlyMemory<byte>[] Sealed { get; set; } = [];

    public Leaf ToLeaf(long timeMilliseconds) => new(
        (byte)Entry.Type,
        timeMilliseconds,
        EntryId,
        Entry.InteractionId,
        (ushort)Entry.ActorClass,
        (byte)Entry.Outcome,
        Entry.PolicyHash,
        CommonCommitment,
        SectionCommitments);
}
