using System.Diagnostics;

namespace Gateway.Benchmarks.Drive;

/// <summary>
/// Questions at a fixed rate, however the target is doing. Time is counted from the moment at which a question was due, so a
/// target that falls behind cannot hide its queue.
/// </summary>
internal sealed class OpenLoop(DriveOrder order, HttpConnection[] connections, Tally tally)
{
    private readonly Lock _gate = new();
    private readonly Stack<HttpConnection> _idle = new(connections);
    private readonly Queue<long> _late = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _outstanding = 1;

    public Task RunAsync()
    {
        tally.Begin();
        new Thread(SendOnTime) { Name = "Questions", IsBackground = true, Priority = ThreadPriority.AboveNormal }.Start();
        return _done.Task;
    }

    private void SendOnTime()
    {
        PreciseSleep.BeginOnThisThread();
        var began = Stopwatch.GetTimestamp();
        var questions = (long)(order.Seconds * order.Rate);
        for (long i = 0; i < questions; i++)
        {
            var due = began + (long)(i * Stopwatch.Frequency / order.Rate);
            PreciseSleep.Until(due);
            Interlocked.Increment(ref _outstanding);
            Ask(due);
        }

        OneLess();
    }

    private void Ask(long due)
    {
        HttpConnection? connection;
        lock (_gate)
        {
            if (!_idle.TryPop(out connection)) _late.Enqueue(due);
        }

        if (connection is not null) _ = AskAsync(connection, due);
    }

    private async Task AskAsync(HttpConnection connection, long due)
    {
        for (long? next = due; next is { } dueAt; next = NextLate(connection))
        {
            connection.Send();
            tally.Add(await connection.ReceiveAsync(), dueAt);
            OneLess();
        }
    }

    private long? NextLate(HttpConnection connection)
    {
        lock (_gate)
        {
            if (_late.TryDequeue(out var due)) return due;
            _idle.Push(connection);
            return null;
        }
    }

    private void OneLess()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0) _done.TrySetResult();
    }
}
