using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Records that councils are to be told, with the messages that will see to it, in one transaction.</summary>
public sealed class RecordNotices(IDbContextFactory<GatewayContext> contexts, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>
    /// A council that was told of this attendance before is left alone, whoever recorded it. When this returns, every notice
    /// is durable and will be delivered, by this process or the next.
    /// </summary>
    public async Task RecordAsync(IReadOnlyList<AttendanceNotice> notices, CancellationToken cancellationToken)
    {
        while (!await TryRecordAsync(notices, cancellationToken)) { }
        signal.Raise();
    }

    // False: somebody recorded one of them first. They have committed, so the next look finds it.
    private async Task<bool> TryRecordAsync(IReadOnlyList<AttendanceNotice> notices, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var notice in notices.DistinctBy(notice => (notice.Recipient.Id, notice.Asker.Id, notice.Reference)))
        {
            if (!await IsToldAsync(db, AttendanceKey.Of(notice), cancellation)) Add(db, notice);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return false;
        }
    }

    private static Task<bool> IsToldAsync(GatewayContext db, byte[] attendance, CancellationToken cancellation) =>
        db.Set<NoticeOfAttendance>().AnyAsync(told => told.Attendance == attendance, cancellation);

    /// <summary>Adds one that nobody can have recorded before, within a change that causes it. It is sent soon after that is committed.</summary>
    internal void Add(GatewayContext db, AttendanceNotice notice)
    {
        var now = clock.GetUtcNow();
        var waiting = NoticeOfAttendance.Waiting(notice, now);
        db.Add(waiting);
        db.Add(OutboxMessage.About(waiting, now));
    }
}
