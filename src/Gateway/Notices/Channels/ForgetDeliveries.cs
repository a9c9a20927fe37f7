using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices.Channels;

/// <summary>
/// Deletes that somebody was told by text, e-mail or their own system, once nobody needs it any more: what was sent, some days later, and what was laid aside, some days after somebody took its notice.
/// In the ledger first, by numbers alone. What is still owed, and what a hold keeps of whoever has the notice or was told, stays.
/// </summary>
internal sealed class ForgetDeliveries(IDbContextFactory<GatewayContext> contexts, AppendToLedger append, PassingTable passing, ReadHolds readHolds, TimeProvider time)
{
    /// <summary>One round. What the ledger cannot record stays for the next.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (passing.Before(PassingKind.Delivery, now, LondonTime.Day(now)) is not { } before) return;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var owners = await Old(db, before).Join(db.Set<InboxNotice>(), one => one.Notice, notice => notice.Id, (one, notice) => new { Told = one.Agency, notice.Agency }).Distinct().ToListAsync(stopping);
        foreach (var of in owners) await OfAsync(of.Told, of.Agency, before, stopping);
    }

    private async Task OfAsync(string told, string agency, DateTimeOffset before, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        var holds = await readHolds.RunAsync(db, stopping);
        if (DeleteNotices.NotHeld(db.Set<InboxNotice>().Where(notice => notice.Agency == agency), agency, holds) is not { } own || DeleteNotices.NotHeld(own, told, holds) is not { } free) return;
        var old = Old(db, before).Where(one => one.Agency == told && free.Any(notice => notice.Id == one.Notice));
        // Deleted first and recorded before it counts: what an operator has sent again meanwhile is not among them.
        var count = await old.ExecuteDeleteAsync(stopping);
        if (count == 0 || await append(DeletionEntry.Of(told, "deliveries", count, before), CancellationToken.None) is not AppendResult.Recorded) return;
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static IQueryable<NoticeDelivery> Old(GatewayContext db, DateTimeOffset before) => db.Set<NoticeDelivery>().Where(one => one.SentAt < before
        || (one.SentAt == null && one.DeadAt < before && db.Set<InboxNotice>().Any(notice => notice.Id == one.Notice && notice.AcknowledgedAt < before)));
}
