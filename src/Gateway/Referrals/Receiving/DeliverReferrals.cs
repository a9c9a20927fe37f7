using Gateway.Data;
using Gateway.Notifications;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Receiving;

/// <summary>Delivers what is owed to councils' own systems, in any process on the store. Each council's go in order beside those of the others, and where its system takes nothing now the rest waits for the next round.</summary>
internal sealed class DeliverReferrals(
    IDbContextFactory<GatewayContext> contexts, DeliverReferral deliver, [FromKeyedServices(DeliverReferrals.Name)] OutboxSignal signal, IConfiguration configuration, TimeProvider time, ILogger<DeliverReferrals> log)
    : BackgroundService
{
    public const string Name = "referral-deliveries";

    private const int Batch = 256;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    // A system that takes long over each keeps nobody else's waiting for longer.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        configuration.GetValue("Referrals:SweepSeconds", 15.0) == 0 ? Task.CompletedTask : signal.TendAsync(RoundAsync, time, TimeSpan.FromSeconds(3), Look, stoppingToken);

    /// <summary>One round. When it is over, whatever was due before it began has been tried, save at councils whose system took nothing.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            var now = time.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var councils = await db.Set<ReferralDelivery>().Where(delivery => delivery.NextAttemptAt <= now).Select(delivery => delivery.Council).Distinct().ToListAsync(stopping);
            await Task.WhenAll(councils.Select(council => CouncilAsync(council, now, stopping)));
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("What is owed to councils' systems could not be looked at: {Fault}", fault.GetType().Name);
        }
    }

    private async Task CouncilAsync(string council, DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var due = await db.Set<ReferralDelivery>().AsNoTracking().Where(delivery => delivery.Council == council && delivery.NextAttemptAt <= now)
            .OrderBy(delivery => delivery.NextAttemptAt).ThenBy(delivery => delivery.Id).Take(Batch).ToListAsync(stopping);
        foreach (var delivery in due)
        {
            if (!await TryAsync(delivery, stopping)) return;
            if (time.GetUtcNow() - now > Turn) break;
        }

        if (due.Count == Batch) signal.Raise();
    }

    // Whatever is wrong with one of them keeps none of the others. A fault's text may quote a row.
    private async Task<bool> TryAsync(ReferralDelivery delivery, CancellationToken stopping)
    {
        try
        {
            return await deliver.RunAsync(delivery, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("Delivery {Delivery} could not be tried: {Fault}", delivery.Id, fault.GetType().Name);
            return true;
        }
    }
}
