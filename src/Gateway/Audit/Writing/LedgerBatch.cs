using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>What one transaction writes, laid out in columns. Reused from one transaction to the next.</summary>
internal sealed class LedgerBatch
{
    private readonly Frontier _frontier = new();
    private readonly Trail[] _trails = new Trail[SectionTrail.Maximum];
    private long _first;

    public long ExpectedSize { get; private set; }

    public byte[] ExpectedRoot { get; private set; } = [];

    public long Epoch { get; private set; }

    public long Size => _frontier.Size;

    public byte[] Root { get; private set; } = [];

    public byte[] Frontier { get; private set; } = [];

    public long TimeMilliseconds { get; private set; }

    /// <summary>Positions, as are all indexes below.</summary>
    public List<long> Indexes { get; } = [];

    public List<Guid> EntryIds { get; } = [];

    public List<Guid> InteractionIds { get; } = [];

    public List<short> Types { get; } = [];

    public List<ReadOnlyMemory<byte>> Leaves { get; } = [];

    public List<ReadOnlyMemory<byte>> LeafHashes { get; } = [];

    public List<long> SealedIndexes { get; } = [];

    public List<short> SealedNumbers { get; } = [];

    public List<ReadOnlyMemory<byte>> SealedBytes { get; } = [];

    /// <summary>The index key that the batch's tokens were made with.</summary>
    public short IndexEpoch { get; private set; }

    public List<Guid> SubjectTokens { get; } = [];

    public List<long> SubjectIndexes { get; } = [];

    public List<Guid> HeadTokens { get; } = [];

    public List<long> HeadOrdinals { get; } = [];

    public List<long> HeadLasts { get; } = [];

    /// <summary>Gives entries their places behind a head and on their subjects' trails, has them sealed there, and lays them out.</summary>
    public void Build(ReadOnlySpan<PendingAppend> entries, VerifiedHead head, long now, SubjectHeads subjects, BatchSealer sealer, Arena arena)
    {
        Clear();
        (ExpectedSize, ExpectedRoot, Epoch, _first) = (head.Size, head.Root, head.Epoch, head.First);
        TimeMilliseconds = Math.Max(now, head.TimeMilliseconds);
        _frontier.CopyFrom(head.Frontier);
        subjects.Begin(entries, TimeMilliseconds);
        foreach (var entry in entries)
        {
            Seal(entry, subjects, sealer, arena);
            Add(entry, arena);
        }

        Root = _frontier.Root();
        Frontier = _frontier.Serialised.ToArray();
        AddHeads(subjects);
    }

    /// <summary>Moves the head to where this batch, once committed, has put it.</summary>
    public void Advance(VerifiedHead head)
    {
        head.Frontier.CopyFrom(_frontier);
        head.Root = Root;
        head.TimeMilliseconds = TimeMilliseconds;
    }

    private long Position => _first + _frontier.Size;

    private void Seal(PendingAppend entry, SubjectHeads subjects, BatchSealer sealer, Arena arena)
    {
        Span<Trail> trails = _trails;
        for (var number = 0; number < entry.Sections.Length; number++)
        {
            var on = 0;
            foreach (var subject in entry.Sections[number].Subjects)
            {
                trails[on++] = subjects.Next(subject, Position, out var token);
                SubjectTokens.Add(token);
                SubjectIndexes.Add(Position);
            }

            sealer.Seal(entry, number, trails[..on], arena);
        }
    }

    private void AddHeads(SubjectHeads subjects)
    {
        IndexEpoch = (short)subjects.Epoch;
        foreach (var head in subjects.Touched)
        {
            HeadTokens.Add(head.Token);
            HeadOrdinals.Add(head.NextOrdinal);
            HeadLasts.Add(head.NextLast);
        }
    }

    private void Add(PendingAppend entry, Arena arena)
    {
        var leaf = arena.Take(LeafFormat.Length(entry.Sections.Length - 1));
        LeafFormat.Encode(entry.ToLeaf(TimeMilliseconds), leaf.Span);
        entry.LeafHash = TreeHash.OfLeaf(leaf.Span);

        for (var number = 0; number < entry.Sections.Length; number++)
        {
            SealedIndexes.Add(Position);
            SealedNumbers.Add((short)number);
            SealedBytes.Add(entry.Sections[number].Sealed);
        }

        Indexes.Add(Position);
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
        SubjectTokens.Clear();
        SubjectIndexes.Clear();
        HeadTokens.Clear();
        HeadOrdinals.Clear();
        HeadLasts.Clear();
    }
}
