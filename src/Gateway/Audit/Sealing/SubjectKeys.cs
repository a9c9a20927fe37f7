using System.Collections.Concurrent;
using System.Threading.Channels;
using Gateway.Audit.Storage;
using Gateway.Hosting;

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
            else (missing ??= []).Add((i, Want(KeyFor.Of(entry.Sections[i]), entry.Sections[i].DateOfBirth)));
        }

        foreach (var (place, key) in missing ?? []) keys[place] = await key.WaitAsync(cancellation);
        return keys;
    }

    /// <summary>An entry about this child is soon to come: the key is looked for meanwhile. A fault is for the entry to meet.</summary>
    public void Expect(KeyFor wanted, DateOnly dateOfBirth)
    {
        if (TryGet(wanted) is null) _ = Want(wanted, dateOfBirth).ContinueWith(
            static faulted => _ = faulted.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>The bytes of a key that a section names.</summary>
    public async Task<KeyReading> ReadAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            if (await _store.ReadAsync(id, cancellation) is { } stored)
                return _wrap.Unwrap(stored) is { } key ? new KeyReading.Found(key) : new KeyReading.Missing();
            return await _store.WhereDestroyedAsync(id, cancellation) is { } entry ? new KeyReading.Destroyed(entry) : new KeyReading.Missing();
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

    private Task<SubjectKey> Want(KeyFor key, DateOnly dateOfBirth)
    {
        var wanted = new KeyWanted(key, dateOfBirth);
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
            var found = new Dictionary<KeyFor, SubjectKey>();
            foreach (var wanted in batch)
                if (TryGet(wanted.For) is { } key) found[wanted.For] = key;
            var missing = batch.Where(wanted => !found.ContainsKey(wanted.For)).DistinctBy(wanted => wanted.For).ToList();
            if (missing.Count > 0) await FindOrMakeAsync(missing, found);
            foreach (var wanted in batch)
                if (found.TryGetValue(wanted.For, out var key)) wanted.Found.TrySetResult(key);
                else wanted.Found.TrySetException(new LedgerStoreException("a child's key was changed in its store"));
        }
#pragma warning disable CA1031 // Whatever it was: without a key nothing may be sealed, and whoever waits must hear of it.
        catch (Exception fault)
        {
            foreach (var wanted in batch) wanted.Found.TrySetException(fault as LedgerStoreException ?? new LedgerStoreException("the children's keys failed", fault));
        }
#pragma warning restore CA1031
    }

    private async Task FindOrMakeAsync(List<KeyWanted> missing, Dictionary<KeyFor, SubjectKey> found)
    {
        try
        {
            await MakeAsync(missing, found);
        }
        catch (LedgerStoreException fault) when (fault.MayComeBack)
        {
            // A connection that was cut is no reason to close: a key that was made is found, one that was not is made.
            await MakeAsync(missing, found);
        }
    }

    private async Task MakeAsync(List<KeyWanted> missing, Dictionary<KeyFor, SubjectKey> found)
    {
        var got = _time.GetTimestamp();
        // A key for each is made before it is known which are needed: one round trip, and a key that is not needed was never stored.
        var made = missing.ConvertAll(one => _wrap.Make(one.For, one.DateOfBirth));
        var names = made.Zip(missing).ToDictionary(one => one.First.Subject, one => one.Second.For);
        CrashPoint.KeyMade.Reached();
        var stored = await _store.FindOrAddAsync(made, CancellationToken.None);
        CrashPoint.KeyStored.Reached();
        if (_known.Count > Most) _known.Clear();
        foreach (var key in stored)
        {
            var wanted = names[key.Subject];
            if (_wrap.Unwrap(key) is not { } unwrapped || unwrapped.For != wanted) continue;
            found[wanted] = new SubjectKey(unwrapped.Id, unwrapped.Key);
            _known[wanted] = (found[wanted], got);
        }
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

    /// <summary>By an erasure that an entry is said to record.</summary>
    public sealed record Destroyed(Guid EntryId) : KeyReading;

    /// <summary>It is not there, or not as it was written; nobody destroyed it on the record.</summary>
    public sealed record Missing : KeyReading;
}
