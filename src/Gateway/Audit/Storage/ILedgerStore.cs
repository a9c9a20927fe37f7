using Gateway.Audit.Writing;

namespace Gateway.Audit.Storage;

/// <summary>
/// A place that keeps one log. The first group of members belongs to the writer's thread alone; the second may be called by anybody.
/// Every fault of the writer's group is a <see cref="LedgerStoreException"/>.
/// </summary>
internal interface ILedgerStore : IDisposable
{
    /// <summary>Connects, makes the tables under a lock where there are none, and holds the settings against what durability needs.</summary>
    LogIdentity Open(LogIdentity ifNew);

    StoredHead ReadHead();

    /// <summary>The entries from one index up to, not including, another, in order; a missing one is simply not there. Ask for some thousands at a time.</summary>
    List<StoredEntry> ReadEntries(long from, long to);

    CommitOutcome Commit(LedgerBatch batch);

    /// <summary>The index of an entry, or null when it is not in the log.</summary>
    long? IndexOf(Guid entryId);

    InteractionEntry? FindDecision(Guid interactionId);

    /// <summary>Lets go of the writer's connection.</summary>
    void Close();

    Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation);

    /// <summary>The decision that has this entry id, wherever it stands.</summary>
    Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation);

    Task<byte[]?> ReadLeafAsync(long index, CancellationToken cancellation);

    Task<byte[]?> ReadSealedAsync(long index, int section, CancellationToken cancellation);
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
