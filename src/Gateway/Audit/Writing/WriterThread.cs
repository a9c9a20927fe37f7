using System.Threading.Channels;
using Gateway.Audit.Storage;
using Gateway.Hosting;

namespace Gateway.Audit.Writing;

/// <summary>
/// The single writer: takes what is queued, has it written in one transaction, and takes what has gathered meanwhile. A
/// thread of its own, so that a busy thread pool cannot hold up the ledger and a slow disk cannot hold up the pool.
/// </summary>
internal sealed class WriterThread
{
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    private readonly ChannelReader<PendingAppend> _queue;
    private readonly LogWriter _log;
    private readonly ClockWatch _clock;
    private readonly ILogger _logger;
    private readonly int _mostEntries;
    private readonly List<PendingAppend> _taken = [];
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _condemned;
    private volatile LedgerState _state = new LedgerState.Sealed("the ledger has not been opened yet");
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<bool>? _waiting;
    private LedgerStoreException? _doubt;
    private bool _mayComeBack = true;
    private bool _alarmed;

    public WriterThread(ChannelReader<PendingAppend> queue, LogWriter log, ClockWatch clock, int mostEntries, ILogger logger)
    {
        _queue = queue;
        _log = log;
        _clock = clock;
        _mostEntries = mostEntries;
        _logger = logger;
    }

    public LedgerState State
    {
        get => _condemned is { } why ? new LedgerState.Sealed(why) : _state;
        private set
        {
            _state = value;
            Tell();
        }
    }

    /// <summary>The name of the log that is written; empty before it is known.</summary>
    public string LogName => _log.Name;

    /// <summary>Asked with a log's name why no new one may follow it for now. Set before the start.</summary>
    public Func<string, string?>? WhyNoTurn { get; set; }

    /// <summary>Completes at the next change of state.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public bool Started { get; private set; }

    public Task Stopped => _stopped.Task;

    /// <summary>Something that every entry needs has failed: seals at the next entry, and opens again when all of it is there.</summary>
    public void Doubt(LedgerStoreException fault) => Interlocked.Exchange(ref _doubt, fault);

    /// <summary>Somebody beside the writer found the log damaged: nothing is written from now on, and no retry opens it.</summary>
    public void Condemn(string why)
    {
        if (Interlocked.CompareExchange(ref _condemned, why, null) is not null) return;
        Tell();
        _logger.LogCritical("The ledger is sealed: {Why}", why);
    }

    /// <summary>Completes when the ledger is open or it is known why not.</summary>
    public Task Start()
    {
        Started = true;
        new Thread(Run) { Name = "Ledger writer", IsBackground = true }.Start();
        return _decided.Task;
    }

    private void Run()
    {
        var more = true;
        while (more)
        {
            if (_state is LedgerState.Sealed && _mayComeBack) TryOpen();
            _decided.TrySetResult();
            more = _state is LedgerState.Open ? Write() : RefuseWhatIsQueued();
        }

        _log.Close();
        _log.Dispose();
        State = new LedgerState.Sealed("the gateway is stopping");
        _stopped.TrySetResult();
    }

    // Open means proven: the log was re-hashed and an entry was written to it.
    private void TryOpen() => Guard(() =>
    {
        ThrowIfCondemned();
        if (_log.Open() is { } why) throw new LedgerStoreException(why);
        TurnWhereDue();
        CrashPoint.LogOpened.Reached();
        Interlocked.Exchange(ref _doubt, null);
        var opened = new PendingAppend(OwnEntries.Opened(_log.Size), [], CancellationToken.None);
        _log.Write([opened]);
        if (opened.Task.Result is AppendResult.NotRecorded refused) throw new LedgerStoreException(refused.Why);
        CrashPoint.OpenedRecorded.Reached();
        _log.CloseInterrupted();
        CrashPoint.InterruptedClosed.Reached();
        State = new LedgerState.Open();
        _logger.LogInformation("The ledger is open with {Size} entries", _log.Size);
    });

    private bool Write()
    {
        if (!WaitForWork(Timeout.InfiniteTimeSpan)) return false;
        Take();
        if (_taken.Count > 0) Guard(WriteTaken);
        Refuse();
        return true;
    }

    private void WriteTaken()
    {
        ThrowIfCondemned();
        if (Interlocked.Exchange(ref _doubt, null) is { } fault) throw fault;
        TurnWhereDue();
        CrashPoint.BatchTaken.Reached();
        _log.CloseInterrupted();
        if (_clock.Look() is { Ticks: > 0 } back)
        {
            _taken.Insert(0, new PendingAppend(OwnEntries.ClockAnomaly(back), [], CancellationToken.None));
            _logger.LogCritical("The clock stepped back by {Back}", back);
        }

        _log.Write(_taken);
    }

    // A year that is over, and a turn that ended between the closing entry and the next log.
    private void TurnWhereDue()
    {
        if (!_log.IsClosed && !_log.IsOfAnotherYear) return;
        if (!_log.IsClosed && WhyNoTurn?.Invoke(_log.Name) is { } why)
        {
            if (!_alarmed) _logger.LogCritical("The ledger's year is over, and no new log is begun: {Why}", why);
            _alarmed = true;
            return;
        }

        _log.Turn();
        _logger.LogInformation("The log {Log} was begun", _log.Name);
    }

    private void ThrowIfCondemned()
    {
        if (_condemned is { } why) throw new LedgerStoreException(why);
    }

    private void Tell() =>
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    private bool RefuseWhatIsQueued()
    {
        var more = WaitForWork(_mayComeBack ? BetweenAttempts : Timeout.InfiniteTimeSpan);
        Take();
        Refuse();
        return more;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (LedgerStoreException fault)
        {
            Seal(fault.Message, fault.MayComeBack, fault);
        }
#pragma warning disable CA1031 // Whatever it was: what cannot be understood must not be written after.
        catch (Exception fault)
        {
            Seal("the ledger's writer failed", mayComeBack: false, fault);
        }
#pragma warning restore CA1031
    }

    private void Seal(string why, bool mayComeBack, Exception fault)
    {
        var known = _state is LedgerState.Sealed { Why: var before } && before == why;
        _mayComeBack = mayComeBack;
        State = new LedgerState.Sealed(why);
        _log.Close();
        if (!known) _logger.LogCritical(fault, "The ledger is sealed: {Why}", why);
    }

    private void Take()
    {
        _taken.Clear();
        var bytes = 0;
        while (_taken.Count < _mostEntries && bytes < MostBytes && _queue.TryRead(out var pending))
        {
            if (pending.IsAbandoned) continue;
            _taken.Add(pending);
            bytes += pending.Entry.Common.Bytes.Length;
            foreach (var section in pending.Entry.Sections) bytes += section.Bytes.Length;
        }
    }

    // Whoever still waits for an entry of a batch that is over has not been recorded, as far as anybody knows.
    private void Refuse()
    {
        if (_state is LedgerState.Open && _taken.TrueForAll(p => p.Task.IsCompleted)) return;
        var why = (_state as LedgerState.Sealed)?.Why ?? "the entry was not written";
        foreach (var pending in _taken) pending.TrySetResult(new AppendResult.NotRecorded(why));
    }

    /// <returns>False when the queue is closed and empty.</returns>
    private bool WaitForWork(TimeSpan limit)
    {
        if (_queue.TryPeek(out _)) return true;
        _waiting ??= _queue.WaitToReadAsync().AsTask();
        if (!_waiting.Wait(limit)) return true;
        var more = _waiting.Result;
        _waiting = null;
        return more;
    }
}
