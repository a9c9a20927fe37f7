using Gateway.Audit.Storage;

namespace Gateway.Audit.Erasure;

/// <summary>Looks every six hours for what has reached the end of its retention. What fails waits for the next time.</summary>
internal sealed class TendErasure(Ledger ledger, RetentionRules rules, TimeProvider time, ILogger<TendErasure> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            if (await ledger.Erasing.RunAsync(rules, stopping) is > 0 and var destroyed) log.LogInformation("{Keys} keys were destroyed at the end of their retention", destroyed);
        }
        catch (Exception fault) when (fault is LedgerStoreException or LedgerUnreadableException)
        {
            log.LogError("What has reached the end of its retention could not be erased: {Fault}", fault.Message);
        }
    }
}
