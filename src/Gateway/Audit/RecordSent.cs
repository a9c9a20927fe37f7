using System.Collections.Concurrent;

namespace Gateway.Audit;

/// <summary>
/// Records what became of an answer once it was sent or broke off. Best effort: nobody waits for it and nothing fails by it. What was sent within a
/// moment is offered together, so that a single answer costs the ledger no commit of its own.
/// </summary>
internal sealed class RecordSent : IHostedService, IDisposable
{
    private const int Most = 1024;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly AppendToLedger _append;
    private readonly ConcurrentQueue<(Guid Interaction, bool Delivered)> _sent = new();
    private readonly ITimer _timer;
    private Task _recording = Task.CompletedTask;
    private int _waiting;

    public RecordSent(AppendToLedger append, TimeProvider time)
    {
        _append = append;
        _timer = time.CreateTimer(_ => Record(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An answer of this interaction left whole, or its connection was gone.</summary>
    public void Ended(Guid interaction, bool delivered)
    {
        // Beyond that they are let go: an answer without an outcome says that nobody knows.
        if (Volatile.Read(ref _waiting) >= Most) return;
        _sent.Enqueue((interaction, delivered));
        if (Interlocked.Increment(ref _waiting) == 1) _timer.Change(Moment, Timeout.InfiniteTimeSpan);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Records what waits, while the ledger still takes it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _recording.WaitAsync(cancellationToken);
        while (!_sent.IsEmpty) await RecordAsync().WaitAsync(cancellationToken);
    }

    public void Dispose() => _timer.Dispose();

    private void Record() => _recording = RecordAsync();

    private async Task RecordAsync()
    {
        var offered = new List<Task<AppendResult>>();
        while (_sent.TryDequeue(out var one)) offered.Add(_append(OwnEntries.Sent(one.Interaction, one.Delivered), CancellationToken.None).AsTask());
        try
        {
            await Task.WhenAll(offered);
        }
        finally
        {
            if (Interlocked.Add(ref _waiting, -offered.Count) > 0) _timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }
}
