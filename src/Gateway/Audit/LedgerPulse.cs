using Gateway.Hosting;

namespace Gateway.Audit;

/// <summary>A heartbeat every 60 seconds, whatever else is recorded: no more of the log's tail than that can be cut off unseen.</summary>
internal sealed class LedgerPulse(Ledger ledger, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(60);

    /// <summary>One beat. What the ledger cannot record it says itself.</summary>
    internal ValueTask<AppendResult> BeatAsync(CancellationToken stopping)
    {
        CrashPoint.HeartbeatDue.Reached();
        return ledger.AppendAsync(OwnEntries.Heartbeat(ledger.LastCheckpoint), stopping);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
