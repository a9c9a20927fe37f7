using Gateway.Audit.Anchoring;
using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Storage;

/// <summary>
/// Re-hashes stored leaves and holds them against the stored head. Linear: about 300,000 entries a second on one core, so a
/// million entries take three to four seconds. Beyond ten minutes it gives up and the ledger stays sealed.
/// </summary>
internal sealed class LogCheck(ILedgerStore store, TimeProvider time)
{
    private const int Chunk = 4096;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Extends what is known to the stored head.</summary>
    /// <param name="known">What this process has re-hashed so far.</param>
    /// <param name="open">Sees every entry that is re-hashed.</param>
    /// <param name="signed">What was signed or cosigned once and must still be there.</param>
    /// <returns>Null when every entry is there and as it was, else what is wrong.</returns>
    public string? Extend(VerifiedHead known, OpenInteractions open, params IReadOnlyList<Checkpoint> signed)
    {
        var head = store.ReadHead();
        if (head.IsLeft) throw new LedgerStoreException("the log was closed, and a new one was begun") { MayComeBack = true };
        if (head.Size < known.Size) return $"the stored head has {head.Size} entries, fewer than the {known.Size} this process has seen";
        if (signed.Where(checkpoint => checkpoint.Size > head.Size).MaxBy(checkpoint => checkpoint.Size) is { } ahead) return Rollback.Words(head.Size, ahead.Size);
        if (head.Rows != head.Size) return $"the stored head counts {head.Size} entries, but {head.Rows} are stored";
        if (Frontier.Read(head.Size, head.Frontier) is not { } stored || !stored.Root().AsSpan().SequenceEqual(head.Root))
            return "the stored frontier does not give the stored root";

        return Rehash(known, open, head.Size, signed) ?? Compare(known, head);
    }

    private string? Rehash(VerifiedHead known, OpenInteractions open, long size, IReadOnlyList<Checkpoint> signed)
    {
        var started = time.GetTimestamp();
        while (known.Size < size)
        {
            var chunk = store.ReadEntries(known.Size, Math.Min(size, known.Size + Chunk));
            if (chunk.Count == 0) return $"entry {known.Size} is missing";
            foreach (var entry in chunk)
                if ((Append(entry, known, open) ?? Against(signed, known)) is { } why) return why;
            if (time.GetElapsedTime(started) > Limit) return $"the entries could not be re-hashed within {Limit.TotalMinutes} minutes";
        }

        return null;
    }

    private static string? Append(in StoredEntry entry, VerifiedHead known, OpenInteractions open)
    {
        if (entry.Index != known.Size) return $"entry {known.Size} is missing";
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        if (WhatIsWrong(entry, known.TimeMilliseconds, hash, out var leaf) is { } why) return $"entry {entry.Index} {why}";
        known.Frontier.Append(hash);
        known.TimeMilliseconds = entry.TimeMilliseconds;
        if (known.IsClosed) return $"entry {entry.Index} stands behind the entry that closed the log";
        known.IsClosed = leaf!.Type == (byte)EntryType.Sealed;
        open.Saw(leaf);
        return null;
    }

    private static string? Against(IReadOnlyList<Checkpoint> signed, VerifiedHead known)
    {
        foreach (var checkpoint in signed)
            if (checkpoint.Size == known.Size && !known.Frontier.Root().AsSpan().SequenceEqual(checkpoint.Root.Span))
                return $"the first {known.Size} entries are not those whose checkpoint was signed: history was rewritten, or this is another copy of the log";
        return null;
    }

    private static string? WhatIsWrong(in StoredEntry entry, long previous, Span<byte> hash, out Leaf? leaf)
    {
        leaf = null;
        TreeHash.OfLeaf(entry.Leaf, hash);
        if (!hash.SequenceEqual(entry.LeafHash)) return "does not match its hash";
        if (LeafFormat.Decode(entry.Leaf, out leaf) is var fault and not LeafFault.None) return $"is not a leaf ({fault})";
        if ((leaf!.EntryId, leaf.InteractionId, leaf.Type, leaf.TimeMilliseconds) != (entry.EntryId, entry.InteractionId, entry.Type, entry.TimeMilliseconds))
            return "does not match its columns";
        return leaf.TimeMilliseconds < previous ? "is earlier than the one before it" : null;
    }

    private static string? Compare(VerifiedHead known, StoredHead head)
    {
        if (!known.Frontier.Root().AsSpan().SequenceEqual(head.Root)) return "the stored root is not the root of the stored entries";
        if (head.TimeMilliseconds < known.TimeMilliseconds) return "the stored head is earlier than its last entry";
        known.Root = head.Root;
        known.Epoch = head.Epoch;
        known.TimeMilliseconds = head.TimeMilliseconds;
        return null;
    }
}
