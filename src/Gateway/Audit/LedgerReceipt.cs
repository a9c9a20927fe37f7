namespace Gateway.Audit;

/// <summary>
/// Proof that an entry is durable. Only the ledger's writer can make one, and the code that writes a response needs one:
/// nothing is released without a record.
/// </summary>
public sealed class LedgerReceipt
{
    internal LedgerReceipt(string log, Guid entryId, Guid interactionId, long logIndex, byte[] leafHash, long treeSize, byte[] treeHead, DateTimeOffset at, long first = 0)
    {
        Log = log;
        EntryId = entryId;
        InteractionId = interactionId;
        Index = first + logIndex;
        LogIndex = logIndex;
        LeafHash = leafHash;
        TreeSize = treeSize;
        TreeHead = treeHead;
        At = at;
    }

    /// <summary>The log's name, the origin of its checkpoints.</summary>
    public string Log { get; }
    public Guid EntryId { get; }
    public Guid InteractionId { get; }

    /// <summary>The entry's position, from 0: it counts on through all logs of the gateway.</summary>
    public long Index { get; }

    /// <summary>The entry's place in the tree of its log, from 0: what proofs speak of.</summary>
    public long LogIndex { get; }

    /// <summary>RFC 6962 leaf hash, 32 bytes.</summary>
    public ReadOnlyMemory<byte> LeafHash { get; }

    /// <summary>The size of the tree that first held the entry.</summary>
    public long TreeSize { get; }

    /// <summary>RFC 6962 root of that tree, 32 bytes.</summary>
    public ReadOnlyMemory<byte> TreeHead { get; }

    public DateTimeOffset At { get; }
}
