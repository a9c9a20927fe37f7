using Gateway.Alerts;
using Gateway.Data;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>Says once of each ask that it is overdue: in the log by its id, in a measurement, and to the officers of both agencies.</summary>
internal sealed class TendAsks(IDbContextFactory<GatewayContext> contexts, PatternKey key, TimeProvider clock, ILogger<TendAsks> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TendAsync(stoppingToken);
    }

    /// <summary>One round. When it is over, what was overdue before it began is told.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        try
        {
            var now = clock.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var late = await db.Set<Ask>().AsNoTracking().Where(ask => ask.AnsweredAt == null && ask.WarnedAt == null && ask.DueAt <= now)
                .OrderBy(ask => ask.DueAt).Take(Batch).ToListAsync(stopping);
            foreach (var ask in late) await WarnAsync(db, ask, now, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Overdue asks could not be looked for: {Fault}", fault.GetType().Name);
        }
    }

    private async Task WarnAsync(GatewayContext db, Ask ask, DateTimeOffset now, CancellationToken stopping)
    {
        var digest = key.Of(AlertKind.AskOverdue.Word(), ask.Id.ToString("N"));
        await contexts.AddNewAsync([.. ((string[])[ask.AskerAgency, ask.Holder]).Distinct().Select(agency => Alert.About(ask, AlertKind.AskOverdue, "", digest, agency))], stopping);
        var first = await db.Set<Ask>().Where(one => one.Id == ask.Id && one.WarnedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.WarnedAt, now), stopping) == 1;
        if (!first) return;
        log.LogWarning(SecurityEvents.AskOverdue, "Ask {Ask} is overdue at {Holder}", ask.Id, ask.Holder);
        Telemetry.CountOverdueAsk(ask.Holder);
    }
}
