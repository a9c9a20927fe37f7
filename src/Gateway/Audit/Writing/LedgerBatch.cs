using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>What one transaction writes, laid out in columns. Reused from one transaction to the next.</summary>
internal sealed class LedgerBatch
{
    private readonly Frontier _frontier = new();

    public long ExpectedSize { get; private set; }

    public byte[] ExpectedRoot { get; private set; } = [];

    public long Epoch { get; private set; }

    public long Size => _frontier.Size;

    public byte[] Root { get; private set; } = [];

    public byte[] Frontier { get; private set; } = [];

    public long TimeMilliseconds { get; private set; }

    public List<long> Indexes { get; } = [];

    public List<Guid> EntryIds { get; } = [];

    public List<Guid> InteractionIds { get; } = [];

    public List<short> Types { get; } = [];

    public List<ReadOnlyMemory<byte>> Leaves { get; } = [];

    public List<ReadOnlyMemory<byte>> LeafHashes { get; } = [];

    public List<long> SealedIndexes { get; } = [];

    public List<short> SealedNumbers { get; } = [];

    public List<ReadOnlyMemory<byte>> SealedBytes { get; } = [];

    /// <summary>Lays sealed entries out behind a head.</summary>
    public void Build(ReadOnlySpan<PendingAppend> entries, VerifiedHead head, long now, Arena arena)
    {
        Clear();
        (ExpectedSize, ExpectedRoot, Epoch) = (head.Size, head.Root, head.Epoch);
        TimeMilliseconds = Math.Max(now, head.TimeMilliseconds);
        _frontier.CopyFrom(head.Frontier);
        foreach (var entry in entries) Add(entry, arena);
        Root = _frontier.Root();
        Frontier = _frontier.Serialised.ToArray();
    }

    /// <summary>Moves the head to where this batch, once committed, has put it.</summary>
    public void Advance(VerifiedHead head)
    {
        head.Frontier.CopyFrom(_frontier);
        head.Root = Root;
        head.TimeMilliseconds = TimeMilliseconds;
    }

    private void Add(PendingAppend entry, Arena arena)
    {
        var leaf = arena.Take(LeafFormat.Length(entry.Entry.Sections.Length));
        LeafFormat.Encode(entry.ToLeaf(TimeMilliseconds), leaf.Span);
        entry.LeafHash = TreeHash.OfLeaf(leaf.Span);

        for (var number = 0; number < entry.Sealed.Length; number++)
        {
            SealedIndexes.Add(_frontier.Size);
            SealedNumbers.Add((short)number);
            SealedBytes.Add(entry.Sealed[number]);
        }

        Indexes.Add(_frontier.Size);
        EntryIds.Add(entry.EntryId);
        InteractionIds.Add(entry.Entry.InteractionId);
        Types.Add((short)entry.Entry.Type);
        Leaves.Add(leaf);
        LeafHashes.Add(entry.LeafHash);
        _frontier.Append(entry.LeafHash);
    }

    private void Clear()
    {
        Indexes.Clear();
        EntryIds.Clear();
        InteractionIds.Clear();
        Types.Clear();
        Leaves.Clear();
        LeafHashes.Clear();
        SealedIndexes.Clear();
        SealedNumbers.Clear();
        SealedBytes.Clear();
    }
}
