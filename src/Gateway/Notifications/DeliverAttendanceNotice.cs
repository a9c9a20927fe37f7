using Gateway.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notifications;

/// <summary>Takes a message, makes one attempt at its notice, and remembers the message with what came of it.</summary>
internal sealed class DeliverAttendanceNotice(IDbContextFactory<GatewayContext> contexts, AttemptDelivery attempt, TimeProvider clock)
    : IConsumer<AttendanceNoticeWaiting>
{
    private const string Name = "deliver-attendance-notice";

    public async Task Consume(ConsumeContext<AttendanceNoticeWaiting> context)
    {
        var messageId = context.MessageId ?? throw new InvalidOperationException("A message without an id.");
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Set<InboxMessage>().AnyAsync(done => done.MessageId == messageId && done.Consumer == Name)) return;
        if (!await ClaimAsync(db, context.Message.NoticeId)) return;

        // Not the message's own token: a broker that goes away in the middle must not break off what the council may have heard.
        var notice = await db.Set<NoticeOfAttendance>().SingleAsync(n => n.Id == context.Message.NoticeId);
        await attempt.MakeAsync(db, notice);
        db.Add(InboxMessage.Done(messageId, Name, clock.GetUtcNow()));
        await db.SaveChangesAsync();
    }

    // One attempt at a time, and none before its time: the row is what two consumers, or two messages, agree on.
    private async Task<bool> ClaimAsync(GatewayContext db, Guid noticeId)
    {
        var now = clock.GetUtcNow();
        return await db.Set<NoticeOfAttendance>()
            .Where(notice => notice.Id == noticeId && notice.DeliveredAt == null && notice.NextAttemptAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.NextAttemptAt, now + RetryTimes.UnderWay)) == 1;
    }
}
