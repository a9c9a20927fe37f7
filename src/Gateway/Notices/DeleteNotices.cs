using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Retention;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>Deletes notices with all that belongs to them. Each is its own agency's: one that its agency holds, or never lets go, stays whoever deletes what it speaks of.</summary>
internal sealed class DeleteNotices([FromKeyedServices(ForgetNotices.Kind)] AgencyRetention retention, ReadHolds readHolds)
{
    /// <summary>Notices of what goes, for they lead nowhere any more. The gate of retention is taken.</summary>
    public async Task OfAsync(GatewayContext db, NoticeSubjectKind kind, string[] subjects)
    {
        var notices = db.Set<InboxNotice>().Where(notice => notice.SubjectKind == kind && subjects.Contains(notice.Subject));
        if (await notices.Select(notice => notice.Agency).Distinct().ToListAsync() is not { Count: > 0 } agencies) return;
        var holds = await readHolds.RunAsync(db, CancellationToken.None);
        foreach (var agency in agencies.Where(agency => !retention.Of(agency).Forever))
            if (NotHeld(notices.Where(notice => notice.Agency == agency), agency, holds) is { } going) await RunAsync(db, going, CancellationToken.None);
    }

    /// <summary>Of one agency's notices those that no hold of its covers; null where one covers all of them.</summary>
    public static IQueryable<InboxNotice>? NotHeld(IQueryable<InboxNotice> notices, string agency, HoldsInForce holds)
    {
        if (holds.CoverAll(agency, RecordKind.Notice)) return null;
        // A notice that names no child may be about anybody.
        if (!holds.CoverAll(agency, RecordKind.Notice, nobodyKnowsWhom: true)) return notices;
        var (children, born) = (holds.ChildrenOf(agency, RecordKind.Notice), holds.BornOf(agency, RecordKind.Notice));
        return notices.Where(notice => notice.Child != null && !children.Contains(notice.Child.Value) && (notice.DateOfBirth == null ? born.Length == 0 : !born.Contains(notice.DateOfBirth.Value)));
    }

    public static async Task RunAsync(GatewayContext db, IQueryable<InboxNotice> notices, CancellationToken stopping)
    {
        await db.Set<NoticeDelivery>().Where(one => notices.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync(stopping);
        await db.Set<NoticePassed>().Where(one => notices.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync(stopping);
        await db.Set<NoticeTurn>().Where(one => notices.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync(stopping);
        await notices.ExecuteDeleteAsync(stopping);
    }
}
