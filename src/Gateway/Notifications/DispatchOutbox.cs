using Gateway.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>
/// Sends what is owed: on a signal, and by a sweep every few seconds for what a crash or a fault left behind. It also starts
/// the bus, at the first need or soon after the start of the process: building it would cost the first answers dearly.
/// </summary>
internal sealed class DispatchOutbox(IServiceProvider services, OutboxSignal signal, TimeProvider clock, ILogger<DispatchOutbox> log)
    : BackgroundService
{
    private static readonly TimeSpan FirstSweep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);
    private IBusControl? _bus;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var sweep = clock.CreateTimer(_ => signal.Raise(), null, FirstSweep, Sweep);
        await signal.WaitAsync(stoppingToken);
        _bus = services.GetRequiredService<MessageBus>().Control;
        var started = _bus.StartAsync(stoppingToken); // without a broker this takes as long as it takes; what time brings goes on
        while (!stoppingToken.IsCancellationRequested)
        {
            if (started.IsFaulted) started = StartAgain(_bus, started, stoppingToken);
            await RunAsync(stoppingToken);
            await signal.WaitAsync(stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_bus is not null) await _bus.StopAsync(cancellationToken);
    }

    private Task<BusHandle> StartAgain(IBusControl bus, Task failed, CancellationToken cancellation)
    {
        log.LogWarning("The bus did not start: {Fault}", failed.Exception?.InnerException?.GetType().Name);
        return bus.StartAsync(cancellation);
    }

    // The text of a fault may quote a row, so that only its kind is logged. The sweep tries again.
    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(cancellation);
            await db.QueueDueNoticesAsync(clock.GetUtcNow(), cancellation);
            await db.WarnOfLateNoticesAsync(clock.GetUtcNow(), log, cancellation);
            await db.ForgetOldMessagesAsync(clock.GetUtcNow(), cancellation);
            await services.GetRequiredService<SendOutbox>().SendAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("The outbox could not be worked through: {Fault}", fault.GetType().Name);
        }
    }
}
