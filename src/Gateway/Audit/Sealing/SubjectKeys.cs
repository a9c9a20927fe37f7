using System.Collections.Concurrent;
using System.Threading.Channels;
using Gateway.Audit.Storage;

namespace Gateway.Audit.Sealing;

/// <summary>
/// The keys of children. A key is durable before anything is sealed under it; keys that are wanted at the same time are looked
/// for and made together, beside the writer and not in its way. Safe for use by many threads.
/// </summary>
internal sealed class SubjectKeys : IDisposable
{
    /// <summary>For so long a key is used without looking whether it still may be. An erasure waits for longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private const int Most = 16_384;
    private const int AtOnce = 256;

    private readonly ISubjectKeyStore _store;
    private readonly SubjectKeyWrap _wrap;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<KeyFor, (SubjectKey Key, long Got)> _known = new();
    private readonly Channel<KeyWanted> _wanted = Channel.CreateUnbounded<KeyWanted>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _finding;

    public SubjectKeys(ISubjectKeyStore store, LedgerKey key, TimeProvider time)
    {
        (_store, _wrap, _time) = (store, new SubjectKeyWrap(key), time);
        _finding = Task.Run(FindAllAsync);
    }

    /// <summary>Opens the store for a log.</summary>
    /// <param name="log">The log's name.</param>
    /// <param name="isNew">True where nothing is recorded in it yet.</param>
    /// <returns>Null when all is as it should be, else what is wrong.</returns>
    public string? Open(string log, bool isNew)
    {
        var belongs = _store.Open();
        if (belongs is null && isNew) _store.Begin(log);
        if (belongs is null && !isNew) return "the store of the children's keys is empty, and the log is not";
        return belongs is null || belongs == log ? null : "the store of the children's keys belongs to another log";
    }

    /// <summary>A key for each section of an entry, in its order. Throws <see cref="LedgerStoreException"/> where the store cannot give one.</summary>
    public async ValueTask<SubjectKey[]> GetAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (entry.Sections.IsEmpty) return [];
        var keys = new SubjectKey[entry.Sections.Length];
        List<(int Place, Task<SubjectKey> Key)>? missing = null;
        for (var i = 0; i < keys.Length; i++)
        {
            if (TryGet(KeyFor.Of(entry.Sections[i])) is { } key) keys[i] = key;
            else (missing ??= []).Add((i, Want(entry.Sections[i])));
        }

        foreach (var (place, key) in missing ?? []) keys[place] = await key.WaitAsync(cancellation);
        return keys;
    }

    /// <summary>The bytes of a key that a section names.</summary>
    public async Task<KeyReading> ReadAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            if (await _store.ReadAsync(id, cancellation) is { } stored)
                return _wrap.Unwrap(stored) is { } key ? new KeyReading.Found(key) : new KeyReading.Missing();
            return await _store.WasDestroyedAsync(id, cancellation) ? new KeyReading.Destroyed() : new KeyReading.Missing();
        }
        catch (LedgerStoreException fault)
        {
            throw new LedgerUnreadableException("The store of the children's keys could not be read.", fault);
        }
    }

    public void Dispose()
    {
        _wanted.Writer.TryComplete();
        _finding.Wait(TimeSpan.FromSeconds(10));
        _store.Dispose();
    }

    private SubjectKey? TryGet(KeyFor wanted) =>
        _known.TryGetValue(wanted, out var known) && _time.GetElapsedTime(known.Got) < Kept ? known.Key : null;

    private Task<SubjectKey> Want(in ChildSection section)
    {
        var wanted = new KeyWanted(KeyFor.Of(section), section.DateOfBirth);
        if (!_wanted.Writer.TryWrite(wanted)) wanted.Found.TrySetException(new LedgerStoreException("the gateway is stopping"));
        return wanted.Found.Task;
    }

    private async Task FindAllAsync()
    {
        var batch = new List<KeyWanted>();
        while (await _wanted.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < AtOnce && _wanted.Reader.TryRead(out var wanted)) batch.Add(wanted);
            await FindAsync(batch);
        }
    }

    private async Task FindAsync(List<KeyWanted> batch)
    {
        try
        {
            var wantedOnce = batch.FindAll(wanted => TryGet(wanted.For) is null).DistinctBy(wanted => wanted.For).ToList();
            try
            {
                await MakeAsync(wantedOnce);
            }
            catch (LedgerStoreException fault) when (fault.MayComeBack)
            {
                // A connection that was cut is no reason to close: a key that was made is found, one that was not is made.
                await MakeAsync(wantedOnce);
            }

            foreach (var wanted in batch) wanted.Found.TrySetResult(_known[wanted.For].Key);
        }
#pragma warning disable CA1031 // Whatever it was: without a key nothing may be sealed, and whoever waits must hear of it.
        catch (Exception fault)
        {
            foreach (var wanted in batch) wanted.Found.TrySetException(fault as LedgerStoreException ?? new LedgerStoreException("the children's keys failed", fault));
        }
#pragma warning restore CA1031
    }

    private async Task MakeAsync(List<KeyWanted> wanted)
    {
        if (wanted.Count == 0) return;
        var got = _time.GetTimestamp();
        var names = wanted.ToDictionary(one => _wrap.Name(one.For));
        var stored = await _store.FindAsync([.. names.Keys], CancellationToken.None);
        var there = stored.Select(key => key.Subject).ToHashSet();
        List<StoredKey> made = [.. names.Where(one => !there.Contains(one.Key)).Select(one => _wrap.Make(one.Value.For, one.Value.DateOfBirth))];
        if (made.Count > 0) stored.AddRange(await _store.FindOrAddAsync(made, CancellationToken.None));
        if (_known.Count > Most) _known.Clear();
        foreach (var key in stored) Know(names[key.Subject].For, key, got);
    }

    private void Know(KeyFor wanted, StoredKey stored, long got)
    {
        if (_wrap.Unwrap(stored) is not { } key || key.For != wanted) throw new LedgerStoreException("a child's key was changed in its store");
        _known[wanted] = (new SubjectKey(key.Id, key.Key), got);
    }

    private sealed record KeyWanted(KeyFor For, DateOnly DateOfBirth)
    {
        public TaskCompletionSource<SubjectKey> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What came of looking for a key.</summary>
internal abstract record KeyReading
{
    private KeyReading() { }

    public sealed record Found(UnwrappedKey Key) : KeyReading;

    /// <summary>By an erasure.</summary>
    public sealed record Destroyed : KeyReading;

    /// <summary>It is not there, or not as it was written; nobody destroyed it on the record.</summary>
    public sealed record Missing : KeyReading;
}
