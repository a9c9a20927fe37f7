using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// A concern that no lead has read after an hour of school time is the deputy's too; one that was monitored until a day is open again on it, and the leads are told. Any number of processes may look.
/// </summary>
internal sealed class TendConcerns(IDbContextFactory<GatewayContext> contexts, PostToInbox inbox, TellOfConcern tell, ForgetConcernTyped forget, IConfiguration configuration, TimeProvider time, ILogger<TendConcerns> log)
    : Sweep(Seconds(configuration, "Concerns:SweepSeconds", 15), time, log)
{
    protected override string Of => "Concerns";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    internal async Task TendAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var unread = await db.Set<Concern>().AsNoTracking().Where(one => one.DeputyAt <= now && one.ReadAt == null && !one.Allegation).Select(one => one.Id).ToListAsync(stopping);
        foreach (var id in unread) await TryAsync(() => ToDeputyAsync(id, now, stopping), "A concern that nobody read", stopping);
        var again = await db.Set<Concern>().AsNoTracking().Where(one => one.LookAt <= now && !one.Allegation).ToListAsync(stopping);
        foreach (var concern in again) await TryAsync(() => OpenAgainAsync(concern, stopping), "A concern that was monitored", stopping);
        if (unread.Count + again.Count > 0) inbox.Committed();
        await TryAsync(() => forget.RunAsync(stopping), "What was typed and not sent", stopping);
    }

    private async Task ToDeputyAsync(Guid id, DateTimeOffset now, CancellationToken stopping)
    {
        var subject = id.ToString();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await db.Set<Concern>().Where(one => one.Id == id && one.DeputyAt <= now && one.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.DeputyAt, (DateTimeOffset?)null), stopping) != 1) return;
        await db.Set<InboxNotice>().Where(one => one.SubjectKind == NoticeSubjectKind.Concern && one.Subject == subject && one.Part == NoticeRecipient.SafeguardingLead && one.Step <= 1 && one.NextAt > now && one.AcknowledgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, now), stopping);
        await transaction.CommitAsync(stopping);
    }

    private async Task OpenAgainAsync(Concern concern, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await db.Set<Concern>().Where(one => one.Id == concern.Id && one.LookAt == concern.LookAt && !one.Allegation)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LookAt, (DateTimeOffset?)null).SetProperty(one => one.State, ConcernState.Open), stopping) != 1) return;
        await tell.TellAgainAsync(db, concern, concern.LookAt!.Value, stopping);
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
    }
}
