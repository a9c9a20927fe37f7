namespace Gateway.Audit.Storage;

/// <summary>
/// Where the children's keys are kept: apart from the log, because here something can be destroyed. Every fault is a
/// <see cref="LedgerStoreException"/>. Safe for use by many threads.
/// </summary>
internal interface ISubjectKeyStore : IDisposable
{
    /// <summary>Makes the tables where there are none, and holds the settings against what durability needs.</summary>
    /// <returns>The log that the keys belong to, or null where the store is new.</returns>
    string? Open();

    /// <summary>Ties a new store to a log.</summary>
    void Begin(string log);

    /// <summary>For each key that was made: itself, now durable, or the one that stands in its place already.</summary>
    Task<List<StoredKey>> FindOrAddAsync(IReadOnlyList<StoredKey> made, CancellationToken cancellation);

    /// <summary>The keys in use that have these names.</summary>
    Task<List<StoredKey>> FindAsync(IReadOnlyList<Guid> subjects, CancellationToken cancellation);

    Task<StoredKey?> ReadAsync(Guid id, CancellationToken cancellation);

    /// <summary>The erasure's entry where the key was destroyed; null where there never was such a key, or it went missing.</summary>
    Task<Guid?> WhereDestroyedAsync(Guid id, CancellationToken cancellation);

    /// <summary>Keys in use, in the order of their ids.</summary>
    Task<List<StoredKey>> InUseAsync(Guid after, int most, CancellationToken cancellation);

    /// <summary>From now on nobody is given these keys to seal with; what was sealed still opens.</summary>
    Task RetireAsync(IReadOnlyList<Guid> ids, string authority, CancellationToken cancellation);

    /// <summary>Keys that were retired by an instant, in the order of their ids.</summary>
    Task<List<RetiredKey>> RetiredAsync(DateTimeOffset before, Guid after, int most, CancellationToken cancellation);

    /// <summary>Destroys keys for good, and keeps that they were and in which entry it was recorded.</summary>
    Task DestroyAsync(IReadOnlyList<Guid> ids, Guid entryId, CancellationToken cancellation);
}

/// <param name="Subject">By what it is found.</param>
internal sealed record StoredKey(Guid Id, Guid Subject, byte[] Wrapped);

internal sealed record RetiredKey(StoredKey Key, string Authority);
