using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;

namespace Gateway.Notifications;

/// <summary>One attempt: the ledger first, then the council. Every outcome is kept with the notice.</summary>
internal sealed class AttemptDelivery(Register register, AppendToLedger append, PostNotice post, TimeProvider clock, ILogger<AttemptDelivery> log)
{
    internal async Task MakeAsync(GatewayContext db, NoticeOfAttendance notice)
    {
        switch (await OutcomeAsync(db, notice))
        {
            case NoticeReply.Accepted:
                notice.Delivered(clock.GetUtcNow());
                break;
            case NoticeReply.NotAccepted(var because):
                notice.Failed(because, clock.GetUtcNow());
                log.LogInformation("Notice {NoticeId} was not delivered: {Because}", notice.Id, because);
                break;
        }
    }

    private async Task<NoticeReply> OutcomeAsync(GatewayContext db, NoticeOfAttendance notice)
    {
        if (register.Agencies.GetValueOrDefault(notice.Recipient)?.Notices is not { } council)
            return new NoticeReply.NotAccepted("not-connected");
        if (await RecordAsync(db, notice) is not { } disclosure)
            return new NoticeReply.NotAccepted("not-recorded");
        return await post.SendAsync(council, disclosure);
    }

    // Recorded once, however many attempts follow: the entry is kept with the notice before anything leaves.
    private async Task<RecordedNotice?> RecordAsync(GatewayContext db, NoticeOfAttendance notice)
    {
        if (RecordedNotice.Of(notice) is { } already) return already;
        if (await append(DisclosureEntry.Of(notice), CancellationToken.None) is not AppendResult.Recorded(var receipt)) return null;
        notice.RecordedIn(receipt);
        await db.SaveChangesAsync();
        return RecordedNotice.Of(notice);
    }
}
