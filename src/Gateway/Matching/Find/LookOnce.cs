using System.Collections.Concurrent;
using Gateway.Agencies;

namespace Gateway.Matching.Find;

/// <summary>
/// One look, one count, one entry: who sends the same look again under the same request id joins it while it runs, and gets the same
/// outcome for a minute after. Another question under that id is another look, counted like any.
/// </summary>
internal sealed class LookOnce : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ConcurrentDictionary<Sent, Lazy<Task<FindOutcome>>> _looks = new();
    private readonly ConcurrentQueue<(Sent Look, DateTimeOffset Until)> _ends = new();
    private readonly ITimer _sweeper;

    public LookOnce(TimeProvider time, IHostApplicationLifetime lifetime)
    {
        (_time, _lifetime) = (time, lifetime);
        // An idle gateway forgets outcomes too.
        _sweeper = time.CreateTimer(_ => Sweep(), null, BetweenSweeps, BetweenSweeps);
    }

    /// <param name="asked">Everything that was asked; compared by value.</param>
    /// <param name="look">Looks. The asker going away does not stop it: a retry joins it.</param>
    public Task<FindOutcome> RunAsync(Practitioner asker, Guid requestId, object asked, Func<CancellationToken, Task<FindOutcome>> look, CancellationToken waiting)
    {
        Sweep();
        var sent = new Sent(asker.Agency.Id, asker.Subject, asker.Role, requestId, asked);
        return _looks.GetOrAdd(sent, _ => new Lazy<Task<FindOutcome>>(() => StartAsync(sent, look))).Value.WaitAsync(waiting);
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        _looks.Clear();
    }

    private async Task<FindOutcome> StartAsync(Sent sent, Func<CancellationToken, Task<FindOutcome>> look)
    {
        // A fault, a closed ledger, no policy or nobody who could look is no outcome: the next try starts afresh.
        FindOutcome? outcome = null;
        try
        {
            return outcome = await look(_lifetime.ApplicationStopping);
        }
        finally
        {
            if (outcome is null or FindOutcome.LedgerClosed or FindOutcome.NoPolicy or FindOutcome.NotLooked) _looks.TryRemove(sent, out _);
            else _ends.Enqueue((sent, _time.GetUtcNow() + Kept));
        }
    }

    private void Sweep()
    {
        var now = _time.GetUtcNow();
        while (_ends.TryPeek(out var first) && first.Until <= now && _ends.TryDequeue(out var end))
        {
            // Another thread may have taken the first one: what is not over yet goes back.
            if (end.Until <= now) _looks.TryRemove(end.Look, out _);
            else _ends.Enqueue(end);
        }
    }

    private sealed record Sent(string Agency, string Subject, string Role, Guid RequestId, object Asked)
    {
        public override string ToString() => "(a look)";
    }
}
