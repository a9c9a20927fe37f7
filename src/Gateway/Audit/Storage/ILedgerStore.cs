using Gateway.Audit.Writing;

namespace Gateway.Audit.Storage;

/// <summary>
/// A place that keeps one log. The first group of members belongs to the writer's thread alone; the second may be called by anybody.
/// Every fault of the writer's group is a <see cref="LedgerStoreException"/>.
/// </summary>
internal interface ILedgerStore : IDisposable
{
    /// <summary>True where other processes may write the same log.</summary>
    bool IsShared { get; }

    /// <summary>Connects, makes the tables under a lock where there are none, and holds the settings against what durability needs.</summary>
    /// <param name="ifNew">What to begin an empty store as; null where it must hold a log already, and then the answer is null where it does not.</param>
    LogIdentity? Open(LogIdentity? ifNew);

    StoredHead ReadHead();

    /// <summary>The entries from one index up to, not including, another, in order; a missing one is simply not there. Ask for some thousands at a time.</summary>
    List<StoredEntry> ReadEntries(long from, long to);

    CommitOutcome Commit(LedgerBatch batch);

    /// <summary>The index of an entry, or null when it is not in the log.</summary>
    long? IndexOf(Guid entryId);

    InteractionEntry? FindDecision(Guid interactionId);

    /// <summary>The heads that these tokens have; a token without one is not there.</summary>
    List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens);

    /// <summary>Lets go of the writer's connection.</summary>
    void Close();

    Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation);

    /// <summary>The decision that has this entry id, wherever it stands.</summary>
    Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation);

    Task<byte[]?> ReadLeafAsync(long index, CancellationToken cancellation);

    Task<byte[]?> ReadSealedAsync(long index, int section, CancellationToken cancellation);

    Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation);

    /// <summary>When the log began and when its newest entry was written, in UTC milliseconds.</summary>
    Task<LogSpan?> ReadSpanAsync(CancellationToken cancellation);

    /// <summary>The newest entries of a trail up to and with an index, newest first, and the trail's head, in one snapshot.</summary>
    /// <param name="tokens">Those of one subject, a token for each epoch.</param>
    Task<StoredTrail> ReadTrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation);

    /// <summary>An entry with all of its sealed sections; without a leaf where there is no such entry.</summary>
    Task<StoredWhole> ReadWholeAsync(long index, CancellationToken cancellation);
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
internal sealed record LogIdentity(string Name, string Format, byte[] KeyId, long CreatedMilliseconds);

/// <param name="Rows">One more than the highest index stored, read in one snapshot with the rest.</param>
internal sealed record StoredHead(long Size, byte[] Root, byte[] Frontier, long TimeMilliseconds, long Epoch, long Rows);

internal readonly record struct StoredEntry(long Index, Guid EntryId, Guid InteractionId, byte Type, long TimeMilliseconds, byte[] Leaf, byte[] LeafHash);

/// <summary>How far the trail of a token has come.</summary>
/// <param name="Ordinal">That of its newest entry.</param>
/// <param name="Last">The index of its newest entry.</param>
internal readonly record struct StoredSubjectHead(Guid Token, long Ordinal, long Last);

internal sealed record LogSpan(long BeganMilliseconds, long LastMilliseconds);

/// <param name="Leaf">Null where the search index names an entry that is not there.</param>
internal sealed record StoredWhole(long Index, byte[]? Leaf, List<StoredSection> Sections);

internal readonly record struct StoredSection(int Number, byte[] Bytes);

/// <param name="Head">The head of the newest epoch; null where the trail has none.</param>
internal sealed record StoredTrail(StoredSubjectHead? Head, List<StoredWhole> Entries);
