using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>
/// Deletes, every hour, notices that somebody took and that their agency no longer keeps: a notice is not the record. In the ledger first, by numbers alone. What
/// nobody took stays, however old it is, unless it is routine and comes on to nobody: that is kept as long from when it was posted.
/// </summary>
internal sealed class ForgetNotices(
    IDbContextFactory<GatewayContext> contexts, AppendToLedger append, [FromKeyedServices(ForgetNotices.Kind)] AgencyRetention retention, ReadHolds readHolds, ForgetDeliveries deliveries, TimeProvider time, ILogger<ForgetNotices> log) : Sweep(TimeSpan.FromHours(1), time, log)
{
    public const string Kind = "Notices";

    protected override string Of => "What is no longer kept of notices";

    protected override async Task LookAsync(CancellationToken stopping)
    {
        await TryAsync(() => ForgetAsync(stopping), "Notices that are no longer kept", stopping);
        await TryAsync(() => deliveries.RunAsync(stopping), "Deliveries that are no longer kept", stopping);
    }

    /// <summary>One round. What the ledger cannot record stays for the next.</summary>
    internal async Task ForgetAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var agency in await db.Set<InboxNotice>().Select(notice => notice.Agency).Distinct().ToListAsync(stopping))
            if (retention.Of(agency) is { Forever: false } kept) await ForgetAsync(db, agency, kept.Before(now), stopping);
    }

    private async Task ForgetAsync(GatewayContext db, string agency, DateTimeOffset before, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        var ended = db.Set<InboxNotice>().Where(notice => notice.Agency == agency && (notice.AcknowledgedAt < before
            || (notice.AcknowledgedAt == null && notice.Rank == (int)NoticeUrgency.Routine && notice.NextAt == null && !notice.Unanswered && notice.PostedAt < before)));
        if (DeleteNotices.NotHeld(ended, agency, await readHolds.RunAsync(db, stopping)) is not { } old) return;
        var count = await old.CountAsync(stopping);
        if (count == 0 || await append(DeletionEntry.Of(agency, "notices", count, before), CancellationToken.None) is not AppendResult.Recorded) return;
        // Once the entry is there the rows go, whatever else ends: else they would be counted again.
        await DeleteNotices.RunAsync(db, old, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
