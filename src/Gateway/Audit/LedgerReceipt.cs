namespace Gateway.Audit;

/// <summary>
/// Proof that an entry is durable. Only the ledger's writer can make one, and the code that writes a response needs one:
/// nothing is released without a record.
/// </summary>
public sealed class LedgerReceipt
{
    internal LedgerReceipt(string log, Guid entryId, Guid interactionId, long index, byte[] leafHash, long treeSize, byte[] treeHead, DateTimeOffset at)
    {
        Log = log;
        EntryId = entryId;
        InteractionId = interactionId;
        Index = index;
        LeafHash = leafHash;
        TreeSize = treeSize;
        TreeHead = treeHead;
        At = at;
    }

    public string Log { get; }
    public Guid EntryId { get; }
    public Guid InteractionId { get; }

    /// <summary>The entry's place in the log, from 0.</summary>
    public long Index { get; }

    /// <summary>RFC 6962 leaf hash, 32 bytes.</summary>
    public ReadOnlyMemory<byte> LeafHash { get; }

    /// <summary>The size of the tree that first held the entry.</summary>
    public long TreeSize { get; }

    /// <summary>RFC 6962 root of that tree, 32 bytes.</summary>
    public ReadOnlyMemory<byte> TreeHead { get; }

    public DateTimeOffset At { get; }
}
