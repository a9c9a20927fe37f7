using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Hosting;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>
/// Turns entries into rows, one transaction at a time, and completes their callers after COMMIT. Knows the store and the head;
/// knows no queue. Everything here runs on the writer's thread.
/// </summary>
internal sealed class LogWriter(ILedgerStore store, SubjectKeys keys, LedgerSettings settings, TimeProvider time, Anchor? anchor) : IDisposable
{
    private const int AtOnce = 256;
    private static readonly TimeSpan ForAnAnswer = TimeSpan.FromSeconds(2);

    // Beside us another process may be about to answer; no question has a deadline as long as this.
    private static readonly TimeSpan WhileOthersLive = TimeSpan.FromSeconds(30);

    private readonly BatchSealer _sealer = new(settings.Key, time);
    private readonly VerifiedHead _head = new();
    private readonly SubjectHeads _subjects = new(new IndexKeys(settings.Key), store);
    private readonly OpenInteractions _interrupted = new();
    private readonly LedgerBatch _batch = new();
    private readonly Arena _arena = new();
    private readonly LogCheck _check = new(store, time);
    private string _log = "";
    private long _began;

    public long Size => _head.Size;

    /// <summary>Opens the store and re-hashes whatever this process has not yet re-hashed.</summary>
    /// <returns>Null when all is as it should be, else what is wrong.</returns>
    public string? Open()
    {
        var now = time.GetUtcNow();
        var anchored = anchor?.Read();
        var ifNew = anchored is null ? new LogIdentity(LogSchema.NewName(settings.Origin, now), LeafFormat.Label, settings.Key.Id, now.ToUnixTimeMilliseconds()) : null;
        if (store.Open(ifNew) is not { } log) return Rollback.Emptied(anchored!.Size);
        if (anchored is not null && anchored.Origin != log.Name) return $"the anchor is of the log {anchored.Origin}, and the store holds {log.Name}";
        if (log.Format != LeafFormat.Label) return $"the log's leaves are {log.Format}; this program writes {LeafFormat.Label}";
        if (!log.KeyId.AsSpan().SequenceEqual(settings.Key.Id)) return "Ledger:Key is not the key that this log was begun with";
        CrashPoint.StoreOpened.Reached();
        if (_log.Length > 0 && _log != log.Name) return "the store holds another log than before";
        (_log, _began) = (log.Name, log.CreatedMilliseconds);
        if (CatchUp(anchored) is { } wrong) return wrong;
        CrashPoint.LogVerified.Reached();
        return keys.Open(_log, isNew: _head.Size == 0);
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
                    if (doubtful && store.IndexOf(entries[0].EntryId) is { } landed)
                    {
                        AcknowledgeStored(entries, landed);
                        return;
                    }

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

    private string? CatchUp(Anchored? anchored = null)
    {
        _subjects.Forget(_began);
        return _check.Extend(_head, _interrupted, anchored);
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
            var receipt = new LedgerReceipt(_log, entry.EntryId, entry.Entry.InteractionId, first++, entry.LeafHash, _head.Size, _head.Root, at);
            entry.TrySetResult(new AppendResult.Recorded(receipt));
            CrashPoint.EntryAcknowledged.Reached();
        }
    }
}
