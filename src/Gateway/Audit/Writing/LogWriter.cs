using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Agencies;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Hosting;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Writing;

/// <summary>
/// Turns entries into rows, one transaction at a time, and completes their callers after COMMIT. Knows the store and the head;
/// knows no queue. Everything here runs on the writer's thread.
/// </summary>
internal sealed class LogWriter(ILedgerStore store, SubjectKeys keys, LedgerSettings settings, TimeProvider time, Anchor? anchor) : IDisposable
{
    private const int AtOnce = 256;

    // What one question leaves lies closer together than this.
    private const int TailOfTheLogBefore = 4096;
    private static readonly TimeSpan ForAnAnswer = TimeSpan.FromSeconds(2);

    // Beside us another process may be about to answer; no question has a deadline as long as this.
    private static readonly TimeSpan WhileOthersLive = TimeSpan.FromSeconds(30);

    private readonly BatchSealer _sealer = new(settings.Key, time);
    private readonly SubjectHeads _subjects = new(new IndexKeys(settings.Key), store);
    private readonly OpenInteractions _interrupted = new();
    private readonly LedgerBatch _batch = new();
    private readonly Arena _arena = new();
    private readonly LogCheck _check = new(store, time);
    private readonly LogPlaces _places = new(anchor, settings);
    private VerifiedHead _head = new();
    private LogIdentity? _log;
    private LogIdentity? _first;

    public long Size => _head.Size;

    /// <summary>The name of the log that is written; empty before it is known.</summary>
    public string Name => _log?.Name ?? "";

    /// <summary>True where what <see cref="Open"/> found is no damage: a setting or the store of keys does not fit the log.</summary>
    public bool IsOfSettings { get; private set; }

    /// <summary>Asked once for what others know to be signed of a log.</summary>
    public Func<string, IReadOnlyList<Checkpoint>>? KnownElsewhere { get; set; }

    /// <summary>True where the log is of a year that is over, in London.</summary>
    public bool IsOfAnotherYear => _log is { } log && _head.Size > 0
        && LondonTime.Day(time.GetUtcNow()).Year > LondonTime.Day(DateTimeOffset.FromUnixTimeMilliseconds(log.CreatedMilliseconds)).Year;

    /// <summary>True where the log was closed and the next one is still to be begun.</summary>
    public bool IsClosed => _head.IsClosed;

    /// <summary>Opens the store and re-hashes whatever of its newest log this process has not yet re-hashed.</summary>
    /// <returns>Null when all is as it should be, else what is wrong.</returns>
    public string? Open()
    {
        IsOfSettings = false;
        _places.Read();
        if ((store.Open(null) ?? BeginFirst()) is not { } log) return _places.WhyNone;
        if (WhatDoesNotFit(log) is { } why)
        {
            IsOfSettings = true;
            return why;
        }

        CrashPoint.StoreOpened.Reached();
        if ((Follow(log) ?? CatchUp([.. _places.Signed(log.Name), .. Elsewhere(log.Name)]) ?? _places.WhatIsWrong(log, _head)) is { } wrong) return wrong;
        CrashPoint.LogVerified.Reached();
        return OpenKeys(log);
    }

    /// <summary>Closes the log and begins the next, which goes on from it. What was interrupted in between is finished.</summary>
    public void Turn(params IEnumerable<LedgerEntry> more)
    {
        if (!_head.IsClosed) Close(new PendingAppend(OwnEntries.Closed(), [], CancellationToken.None));
        var last = new Checkpoint(Name, _head.Size, _head.Root);
        Begin(_head.First + _head.Size, [OwnEntries.Begun(new LogBefore(last, last, null), _head.First + _head.Size), .. more]);
    }

    private void Close(PendingAppend closing)
    {
        Write([closing]);
        if (closing.Task.Result is AppendResult.NotRecorded refused) throw new LedgerStoreException(refused.Why);
        _head.IsClosed = true;
    }

    /// <summary>Leaves a log as it was found, damaged as it is, and begins the next.</summary>
    /// <param name="failed">What was found.</param>
    /// <param name="signed">The newest checkpoint that is known of it; null for none.</param>
    /// <param name="more">Said in the new log behind its first entry.</param>
    public void Leave(string failed, Checkpoint? signed, params IEnumerable<LedgerEntry> more)
    {
        if (_log is null) BeginLost();
        var (size, root) = Found();
        var first = Math.Max(store.NextPosition(), _log!.First + Math.Max(size, signed?.Origin == Name ? signed.Size : 0));
        Begin(first, [OwnEntries.Begun(new LogBefore(new Checkpoint(Name, size, root), signed, failed), first), .. more]);
    }

    // The store was lost whole: what the anchor knows of it has its row, and no entries.
    private void BeginLost()
    {
        if (_places.All is not [var only]) throw new LedgerStoreException("the store holds none of its logs: put a copy of it back first");
        Follow(store.Open(New(only.Origin))!);
        if (keys.Open(only.Origin, isNew: true) is { } why) throw new LedgerStoreException(why);
    }

    private (long Size, byte[] Root) Found()
    {
        try
        {
            var head = store.ReadHead();
            return (head.Size, head.Root);
        }
        catch (LedgerStoreException fault) when (!fault.MayComeBack)
        {
            return (0, TreeHash.Empty.ToArray());
        }
    }

    private void Begin(long first, IEnumerable<LedgerEntry> entries)
    {
        var now = time.GetUtcNow();
        var name = _places.Begin(LogSchema.NewName(LogSchema.OriginOf(Name), now));
        var next = New(name) with { Id = _log!.Id + 1, First = first };
        var head = new VerifiedHead(first) { TimeMilliseconds = _head.TimeMilliseconds };
        PendingAppend[] pending = [.. entries.Select(entry => new PendingAppend(entry, [], CancellationToken.None))];
        _arena.Reset();
        _sealer.Prepare(pending, _arena);
        _subjects.Forget(_first!.CreatedMilliseconds);
        _batch.Build(pending, head, now.ToUnixTimeMilliseconds(), _subjects, _sealer, _arena);
        if (store.Begin(next, _batch) != CommitOutcome.Committed) throw new LedgerStoreException("another process begins the next log") { MayComeBack = true };
        _batch.Advance(head);
        (_log, _head) = (next, head);
        _places.Opened(name);
    }

    private LogIdentity New(string name) => new(name, LeafFormat.Label, settings.Key.Id, time.GetUtcNow().ToUnixTimeMilliseconds());

    private LogIdentity? BeginFirst() =>
        _places.MayBeginFirst ? store.Open(New(_places.Begin(LogSchema.NewName(settings.Origin, time.GetUtcNow())))) : null;

    private string? WhatDoesNotFit(LogIdentity log)
    {
        if (log.Format != LeafFormat.Label) return $"the log's leaves are {log.Format}; this program writes {LeafFormat.Label}";
        return log.KeyId.AsSpan().SequenceEqual(settings.Key.Id) ? null : "Ledger:Key is not the key that this log was begun with";
    }

    // Another process may have begun the next log, or this one did and was told nothing.
    private string? Follow(LogIdentity log)
    {
        if (_log?.Name == log.Name) return null;
        if (_log is not null && log.Id <= _log.Id) return "the store holds another log than before";
        (_log, _first, _head, _interrupted.IsFinding) = (log, store.First(), new VerifiedHead(log.First), true);
        if (log.Id == 1) return null;
        foreach (var entry in store.ReadEntries(-TailOfTheLogBefore, 0))
            if (LeafFormat.Decode(entry.Leaf, out var leaf) == LeafFault.None) _interrupted.Saw(leaf!);
        return null;
    }

    private IReadOnlyList<Checkpoint> Elsewhere(string log)
    {
        var ask = KnownElsewhere;
        KnownElsewhere = null;
        return ask?.Invoke(log) ?? [];
    }

    private string? OpenKeys(LogIdentity log)
    {
        _places.Keep(log);
        var why = keys.Open(_first!.Name, isNew: log.Id == 1 && _head.Size == 0);
        IsOfSettings = why is not null;
        return why;
    }

    /// <summary>Records entries and completes each of them.</summary>
    public void Write(List<PendingAppend> entries)
    {
        var span = CollectionsMarshal.AsSpan(entries);
        _arena.Reset();
        _sealer.Prepare(span, _arena);
        WriteAll(span);
    }

    /// <summary>Closes what a process that is gone left open. Call it once the log is open, and now and then.</summary>
    public void CloseInterrupted()
    {
        _interrupted.IsFinding = false;
        if (_interrupted.IsEmpty) return;
        if (store.IsShared && CatchUp() is { } why) throw new LedgerStoreException(why);
        var until = store.IsShared ? (time.GetUtcNow() - WhileOthersLive).ToUnixTimeMilliseconds() : long.MaxValue;
        foreach (var some in _interrupted.Take(until).Chunk(AtOnce))
            Write([.. some.Select(interaction => new PendingAppend(OwnEntries.Interrupted(interaction), [], CancellationToken.None))]);
    }

    public void Close() => store.Close();

    public void Dispose() => _sealer.Dispose();

    private void WriteAll(ReadOnlySpan<PendingAppend> entries)
    {
        var doubtful = false;
        while (true)
        {
            switch (Commit(entries, ref doubtful))
            {
                case CommitOutcome.Committed:
                    CrashPoint.BatchCommitted.Reached();
                    _batch.Advance(_head);
                    _subjects.Committed();
                    Acknowledge(entries, _batch.ExpectedSize, _batch.TimeMilliseconds);
                    return;
                case CommitOutcome.HeadMoved:
                    CrashPoint.HeadMoved.Reached();
                    if (CatchUp() is { } why) throw new LedgerStoreException(why);
                    CrashPoint.CaughtUp.Reached();
                    if (doubtful && store.PositionOf(entries[0].EntryId) - _head.First is >= 0 and var landed)
                    {
                        AcknowledgeStored(entries, landed);
                        return;
                    }

                    if (_head.IsClosed) throw new LedgerStoreException("the log was closed") { MayComeBack = true };

                    break;
                default:
                    CrashPoint.BatchRefused.Reached();
                    Split(entries);
                    return;
            }
        }
    }

    // A lost answer is never followed by a blind retry: the head decides whether the entries are there.
    private CommitOutcome Commit(ReadOnlySpan<PendingAppend> entries, ref bool doubtful)
    {
        try
        {
            _batch.Build(entries, _head, time.GetUtcNow().ToUnixTimeMilliseconds(), _subjects, _sealer, _arena);
            CrashPoint.BatchSealed.Reached();
            return store.Commit(_batch);
        }
        catch (LedgerStoreException fault) when (fault.AnswerLost && fault.MayComeBack)
        {
            doubtful = true;
            CrashPoint.AnswerLost.Reached();
            Reconnect();
            return CommitOutcome.HeadMoved;
        }
    }

    private void Reconnect()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                store.Close();
                if (Open() is { } why) throw new LedgerStoreException(why);
                return;
            }
            catch (LedgerStoreException fault) when (fault.MayComeBack && Stopwatch.GetElapsedTime(started) < ForAnAnswer)
            {
                Task.Delay(50).Wait();
            }
        }
    }

    private string? CatchUp(params IReadOnlyList<Checkpoint> signed)
    {
        _subjects.Forget(_first!.CreatedMilliseconds);
        return _check.Extend(_head, _interrupted, signed);
    }

    private void Split(ReadOnlySpan<PendingAppend> entries)
    {
        if (entries.Length == 1)
        {
            Refuse(entries[0]);
            return;
        }

        var half = entries.Length / 2;
        WriteAll(entries[..half]);
        CrashPoint.FirstHalfWritten.Reached();
        WriteAll(entries[half..]);
    }

    private void Refuse(PendingAppend pending)
    {
        var decided = pending.Entry.Type == EntryType.Decision ? store.FindDecision(pending.Entry.InteractionId) : null;
        pending.TrySetResult(decided is null
            ? new AppendResult.NotRecorded("the store refused the entry")
            : new AppendResult.AlreadyDecided(decided));
    }

    private void AcknowledgeStored(ReadOnlySpan<PendingAppend> entries, long first)
    {
        var stored = store.ReadEntries(first, first + entries.Length);
        for (var i = 0; i < entries.Length; i++) entries[i].LeafHash = stored[i].LeafHash;
        Acknowledge(entries, first, stored[0].TimeMilliseconds);
    }

    private void Acknowledge(ReadOnlySpan<PendingAppend> entries, long first, long timeMilliseconds)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(timeMilliseconds);
        foreach (var entry in entries)
        {
            var receipt = new LedgerReceipt(Name, entry.EntryId, entry.Entry.InteractionId, first++, entry.LeafHash, _head.Size, _head.Root, at, _head.First);
            entry.TrySetResult(new AppendResult.Recorded(receipt));
            CrashPoint.EntryAcknowledged.Reached();
        }
    }
}
