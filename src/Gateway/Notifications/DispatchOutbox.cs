using Gateway.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Sends what is owed: on a signal, and by a sweep every few seconds for what a crash or a fault left behind.</summary>
internal sealed class DispatchOutbox(
    IDbContextFactory<GatewayContext> contexts, SendOutbox outbox, OutboxSignal signal, TimeProvider clock, ILogger<DispatchOutbox> log)
    : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var sweep = clock.CreateTimer(_ => signal.Raise(), null, TimeSpan.Zero, Sweep);
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            await RunAsync(stoppingToken);
        }
    }

    // The text of a fault may quote a row, so that only its kind is logged. The sweep tries again.
    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await db.QueueDueNoticesAsync(clock.GetUtcNow(), cancellation);
            await db.WarnOfLateNoticesAsync(clock.GetUtcNow(), log, cancellation);
            await db.ForgetOldMessagesAsync(clock.GetUtcNow(), cancellation);
            await outbox.SendAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("The outbox could not be worked through: {Fault}", fault.GetType().Name);
        }
    }
}
