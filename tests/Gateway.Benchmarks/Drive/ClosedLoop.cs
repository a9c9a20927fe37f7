using System.Diagnostics;

namespace Gateway.Benchmarks.Drive;

/// <summary>Each connection asks, waits for its answer and asks again: what the target can do at most.</summary>
internal sealed class ClosedLoop(DriveOrder order, HttpConnection[] connections, Tally tally)
{
    private long _asked;

    public Task RunAsync()
    {
        tally.Begin();
        return Task.WhenAll(connections.Select(AskAsync));
    }

    private async Task AskAsync(HttpConnection connection)
    {
        await Task.Yield();
        while (tally.GoesOn && (order.Count == 0 || Interlocked.Increment(ref _asked) <= order.Count))
        {
            var sent = Stopwatch.GetTimestamp();
            connection.Send();
            var reply = await connection.ReceiveAsync();
            tally.Add(reply, sent);
            if (reply.WhyBad is "the connection was closed") return;
        }
    }
}
