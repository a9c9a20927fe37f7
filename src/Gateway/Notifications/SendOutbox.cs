using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>
/// Sends the messages that are owed, the oldest of each line first, and marks each as sent once the broker has confirmed it.
/// Several processes may do this on one store: a message is claimed before it is sent, and a later one of its line waits.
/// </summary>
internal sealed class SendOutbox(IDbContextFactory<GatewayContext> contexts, MessageBus bus, TimeProvider clock, ILogger<SendOutbox> log)
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);
    private const int Batch = 64;

    internal async Task SendAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        while (await NextAsync(db, cancellation) is { Count: > 0 } next)
        {
            foreach (var owed in next)
            {
                if (!await ClaimAsync(db, owed, cancellation)) continue;
                if (!await TrySendAsync(owed, cancellation)) return;
            }
        }
    }

    private async Task<List<OutboxMessage>> NextAsync(GatewayContext db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var owed = db.Set<OutboxMessage>().Where(message => message.SentAt == null);
        return await owed
            .Where(message => message.NotBefore <= now && !owed.Any(e => e.Line == message.Line && e.Sequence < message.Sequence))
            .OrderBy(message => message.Sequence).Take(Batch).AsNoTracking().ToListAsync(cancellation);
    }

    private async Task<bool> ClaimAsync(GatewayContext db, OutboxMessage owed, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + 2 * ConfirmWithin;
        return await db.Set<OutboxMessage>()
            .Where(message => message.Sequence == owed.Sequence && message.SentAt == null && message.NotBefore == owed.NotBefore)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.NotBefore, until), cancellation) == 1;
    }

    private async Task<bool> TrySendAsync(OutboxMessage owed, CancellationToken cancellation)
    {
        var sent = await ConfirmedAsync(owed, cancellation);
        if (sent) owed.Sent(clock.GetUtcNow());
        else owed.Refused(clock.GetUtcNow());

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Update(owed);
        await db.SaveChangesAsync(cancellation);
        return sent;
    }

    private async Task<bool> ConfirmedAsync(OutboxMessage owed, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(ConfirmWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await bus.Control.PublishAsync(owed, either.Token);
            return true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("Message {MessageId} was not taken by the broker: {Fault}", owed.MessageId, fault.GetType().Name);
            return false;
        }
    }
}
