namespace Gateway.Hosting;

/// <summary>
/// Looks again and again for what time alone brings, in any number of processes on the store. What fails is logged by the name of its fault alone, whose text may quote a row, and comes again with the next look;
/// it keeps nothing else waiting.
/// </summary>
/// <param name="every">Between two looks; none does nothing here, and leaves it to other processes on the store.</param>
internal abstract class Sweep(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    protected ILogger Log => log;

    /// <summary>As the log names it.</summary>
    protected abstract string Of { get; }

    protected abstract Task LookAsync(CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (every <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(() => LookAsync(stoppingToken), Of, stoppingToken);
    }

    /// <summary>False where it failed.</summary>
    protected async Task<bool> TryAsync(Func<Task> act, string what, CancellationToken stopping)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("{What} could not be looked after: {Fault}", what, fault.GetType().Name);
            return false;
        }
    }

    protected static TimeSpan Seconds(IConfiguration configuration, string setting, int usual) => TimeSpan.FromSeconds(configuration.GetValue(setting, usual));
}
