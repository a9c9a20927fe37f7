using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// A concern that no lead has read after an hour of school time is the deputy's too; one that was monitored until a day is open again on it, and the leads are told. Any number of processes may look.
/// </summary>
internal sealed class TendConcerns(IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, TellOfConcern tell, IConfiguration configuration, TimeProvider time, ILogger<TendConcerns> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // 0 does nothing here and leaves it to other processes on the store.
        if (configuration.GetValue("Concerns:SweepSeconds", 15) is not (> 0 and var seconds)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await TendAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("Concerns could not be looked after: {Fault}", fault.GetType().Name);
            }
    }

    internal async Task TendAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var due = await db.Set<Concern>().AsNoTracking().Where(one => one.DeputyAt <= now && one.ReadAt == null && !one.Allegation).Select(one => one.Id).ToListAsync(stopping);
        foreach (var id in due)
        {
            var subject = id.ToString();
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            if (await db.Set<Concern>().Where(one => one.Id == id && one.DeputyAt <= now && one.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.DeputyAt, (DateTimeOffset?)null), stopping) != 1) continue;
            await db.Set<InboxNotice>().Where(one => one.SubjectKind == NoticeSubjectKind.Concern && one.Subject == subject && one.Part == NoticeRecipient.SafeguardingLead && one.Step <= 1 && one.NextAt > now && one.AcknowledgedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, now), stopping);
            await transaction.CommitAsync(stopping);
        }

        var again = await OpenAgainAsync(db, now, stopping);
        if (due.Count > 0 || again) inbox.Committed();
    }

    private async Task<bool> OpenAgainAsync(GatewayContext db, DateTimeOffset now, CancellationToken stopping)
    {
        var due = await db.Set<Concern>().AsNoTracking().Where(one => one.LookAt <= now && !one.Allegation).ToListAsync(stopping);
        foreach (var concern in due)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            if (await db.Set<Concern>().Where(one => one.Id == concern.Id && one.LookAt == concern.LookAt && !one.Allegation)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LookAt, (DateTimeOffset?)null).SetProperty(one => one.State, ConcernState.Open), stopping) != 1) continue;
            await tell.TellAgainAsync(db, concern, concern.LookAt!.Value, stopping);
            await db.SaveChangesAsync(stopping);
            await transaction.CommitAsync(stopping);
        }

        return due.Count > 0;
    }
}
