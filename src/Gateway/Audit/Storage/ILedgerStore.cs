using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Storage;

/// <summary>
/// A place that keeps the logs of this gateway, one after the other; the newest is written. An entry has an index in its log's tree, and a
/// position that counts on through all logs. The first group of members belongs to the writer's thread alone; the second may be called
/// by anybody, and speaks of positions. Every fault of the writer's group is a <see cref="LedgerStoreException"/>.
/// </summary>
internal interface ILedgerStore : IDisposable
{
    /// <summary>True where other processes may write the same log.</summary>
    bool IsShared { get; }

    /// <summary>Connects, makes the tables under a lock where there are none, and holds the settings against what durability needs.</summary>
    /// <param name="ifNew">What to begin an empty store as; null where it must hold a log already, and then the answer is null where it does not.</param>
    /// <returns>The newest log.</returns>
    LogIdentity? Open(LogIdentity? ifNew);

    /// <summary>The first of its logs: the children's keys are kept under its name, and no trail is older.</summary>
    LogIdentity First();

    /// <summary>Of the log that is open.</summary>
    StoredHead ReadHead();

    /// <summary>The entries from one index up to, not including, another, in order; a missing one is simply not there. Ask for some thousands at a time.</summary>
    /// <param name="from">Below 0 are the last entries of the log before.</param>
    /// <param name="to">Where to end.</param>
    List<StoredEntry> ReadEntries(long from, long to);

    CommitOutcome Commit(LedgerBatch batch);

    /// <summary>Begins the next log with its first entries, closes the one that is open to every writer, and opens the next, all or nothing.</summary>
    /// <param name="next">Numbered one more than the log that is open; another number is answered with <see cref="CommitOutcome.HeadMoved"/>.</param>
    /// <param name="batch">From index 0 on.</param>
    CommitOutcome Begin(LogIdentity next, LedgerBatch batch);

    /// <summary>One more than the highest position that any row speaks of, be it damaged.</summary>
    long NextPosition();

    /// <summary>The position of an entry, or null when it is in no log.</summary>
    long? PositionOf(Guid entryId);

    InteractionEntry? FindDecision(Guid interactionId);

    /// <summary>The heads that these tokens have; a token without one is not there.</summary>
    List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens);

    /// <summary>Lets go of the writer's connection.</summary>
    void Close();

    Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation);

    /// <summary>The decision that has this entry id, wherever it stands.</summary>
    Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation);

    Task<byte[]?> ReadLeafAsync(long position, CancellationToken cancellation);

    Task<byte[]?> ReadSealedAsync(long position, int section, CancellationToken cancellation);

    Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation);

    /// <summary>When the first log began and when the newest entry was written, in UTC milliseconds.</summary>
    Task<LogSpan?> ReadSpanAsync(CancellationToken cancellation);

    /// <summary>The positions whose entries were lost when a damaged log was left, each from one up to and with another.</summary>
    Task<IReadOnlyList<LostEntries>> ReadLostAsync(CancellationToken cancellation);

    /// <summary>The newest entries of a trail in all logs up to and with a position, newest first, and the trail's head, in one snapshot.</summary>
    /// <param name="tokens">Those of one subject, a token for each epoch.</param>
    Task<StoredTrail> ReadTrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation);

    /// <summary>An entry with all of its sealed sections; without a leaf where there is no such entry, or it does not match its hash.</summary>
    Task<StoredWhole> ReadWholeAsync(long position, CancellationToken cancellation);
}

internal enum CommitOutcome
{
    Committed,

    /// <summary>Another writer was first; nothing of the batch is there.</summary>
    HeadMoved,

    /// <summary>The store refused what is in the batch, not the batch; nothing of it is there.</summary>
    EntryRefused,
}

/// <summary>What a log was begun as.</summary>
/// <param name="Name">Unique to this log, so that an empty store cannot go on under the name of a lost one.</param>
/// <param name="Format">The label of its leaves.</param>
/// <param name="KeyId">The key that its sections are sealed under.</param>
/// <param name="CreatedMilliseconds">UTC milliseconds since 1970.</param>
/// <param name="Id">1 for the first log of this gateway, one more for each that followed it.</param>
/// <param name="First">The position of its entry 0: no position is ever given twice, be what stood there lost.</param>
internal sealed record LogIdentity(string Name, string Format, byte[] KeyId, long CreatedMilliseconds, int Id = 1, long First = 0);

/// <param name="Rows">One more than the highest index stored, read in one snapshot with the rest.</param>
/// <param name="IsLeft">A newer log was begun, and this one is written no more.</param>
internal sealed record StoredHead(long Size, byte[] Root, byte[] Frontier, long TimeMilliseconds, long Epoch, long Rows, bool IsLeft);

/// <param name="Index">In the log that is open.</param>
internal readonly record struct StoredEntry(long Index, Guid EntryId, Guid InteractionId, byte Type, long TimeMilliseconds, byte[] Leaf, byte[] LeafHash);

/// <summary>How far the trail of a token has come.</summary>
/// <param name="Ordinal">That of its newest entry.</param>
/// <param name="Last">The position of its newest entry.</param>
internal readonly record struct StoredSubjectHead(Guid Token, long Ordinal, long Last);

internal sealed record LogSpan(long BeganMilliseconds, long LastMilliseconds);

internal sealed record LostEntries(long First, long Last);

/// <param name="Leaf">Null where the stored leaf is not the one that its stored hash is of, and where the search index names an entry that is not there.</param>
internal sealed record StoredWhole(long Index, byte[]? Leaf, List<StoredSection> Sections);

internal readonly record struct StoredSection(int Number, byte[] Bytes);

internal static class StoredLeaf
{
    /// <summary>The leaf, or null where it is not the one that its hash is of.</summary>
    public static byte[]? Held(byte[] leaf, byte[] hash)
    {
        Span<byte> now = stackalloc byte[TreeHash.Length];
        TreeHash.OfLeaf(leaf, now);
        return now.SequenceEqual(hash) ? leaf : null;
    }
}

/// <param name="Head">The head of the newest epoch; null where the trail has none.</param>
internal sealed record StoredTrail(StoredSubjectHead? Head, List<StoredWhole> Entries);
