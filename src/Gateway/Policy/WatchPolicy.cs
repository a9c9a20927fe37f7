using Gateway.Agencies;

namespace Gateway.Policy;

/// <summary>
/// Looks at the policy's folder every few seconds and as a new day begins in London. A folder that is still being written is left
/// alone: only what stood unchanged for two looks is read.
/// </summary>
internal sealed class WatchPolicy(PutInForce put, PoliciesInForce policies, PolicyFolder folder, TimeProvider time, ILogger<WatchPolicy> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private (string? Stamp, DateOnly Day) _seen;
    private (string? Stamp, DateOnly Day) _done;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await put.BeginAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One look.</summary>
    internal async Task LookAsync(CancellationToken stopping)
    {
        var now = (Stamp: folder.Stamp(), Day: policies.Today);
        if (now.Stamp == _seen.Stamp && now != _done)
        {
            if (await put.RunAsync(stopping)) _done = now;
        }

        _seen = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(UntilNextLook(), time, stoppingToken);
                await LookAgainAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // A version of a new day decides nothing before it is recorded, so it is recorded as the day begins.
    private TimeSpan UntilNextLook()
    {
        var now = time.GetUtcNow();
        var left = WorkingDays.EndOfDay(now) - now;
        return left < Between ? left + TimeSpan.FromMilliseconds(1) : Between;
    }

    private async Task LookAgainAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync(stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError("The policy's folder could not be looked at: {Fault}", fault.GetType().Name);
        }
    }
}
