using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>What time alone brings: another attempt, a warning, forgetting.</summary>
internal static class TendNotices
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(7);
    private const int Batch = 256;

    /// <summary>Owes a new message for each notice that is due and has none under way.</summary>
    internal static async Task QueueDueNoticesAsync(this GatewayContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await db.Undelivered()
            .Where(notice => notice.NextAttemptAt <= now && notice.QueuedUntil <= now)
            .Where(notice => !db.Set<OutboxMessage>().Any(message => message.Subject == notice.Id && message.SentAt == null))
            .OrderBy(notice => notice.CreatedAt).Take(Batch).ToListAsync(cancellation);
        foreach (var notice in due)
        {
            notice.QueuedAgain(now);
            db.Add(OutboxMessage.About(notice, now));
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>Says once of each notice that it is late: its id, and nothing about the child.</summary>
    internal static async Task WarnOfLateNoticesAsync(this GatewayContext db, DateTimeOffset now, ILogger log, CancellationToken cancellation)
    {
        var since = now - LateAfter;
        var late = await db.Undelivered().Where(notice => notice.CreatedAt <= since && notice.WarnedAt == null)
            .OrderBy(notice => notice.CreatedAt).Select(notice => notice.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var id in late)
        {
            log.LogWarning("Notice {NoticeId} has not been delivered for more than ten minutes; it will be tried until it is", id);
            await db.Set<NoticeOfAttendance>().Where(notice => notice.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.WarnedAt, now), cancellation);
        }
    }

    /// <summary>Message ids are remembered for longer than any broker redelivers.</summary>
    internal static async Task ForgetOldMessagesAsync(this GatewayContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = now - ForgetAfter;
        await db.Set<OutboxMessage>().Where(message => message.SentAt < before).ExecuteDeleteAsync(cancellation);
        await db.Set<InboxMessage>().Where(message => message.DoneAt < before).ExecuteDeleteAsync(cancellation);
    }

    private static IQueryable<NoticeOfAttendance> Undelivered(this GatewayContext db) =>
        db.Set<NoticeOfAttendance>().Where(notice => notice.DeliveredAt == null);
}
