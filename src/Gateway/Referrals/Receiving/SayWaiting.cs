using Gateway.Data;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Receiving;

/// <summary>What whoever runs the service reads beside E12, as it is now: how much waits for a council's own system, and why it did not have the last of it.</summary>
internal static class SayWaiting
{
    /// <returns>None where the notice is of something else, or nothing waits any more.</returns>
    public static async Task<string?> OfAsync(GatewayContext db, InboxNotice notice, CancellationToken stopping)
    {
        if (notice is not { Event: NoticeEvent.DeliveryFailed, Part: NoticeRecipient.Operations, SubjectKind: NoticeSubjectKind.Delivery }) return null;
        var council = notice.Subject;
        var owed = db.Set<ReferralDelivery>().AsNoTracking().Where(delivery => delivery.Council == council);
        if (await owed.CountAsync(stopping) is var count && count == 0) return null;
        var last = await owed.Where(delivery => delivery.LastFailure != null).OrderByDescending(delivery => delivery.NextAttemptAt).Select(delivery => delivery.LastFailure).FirstOrDefaultAsync(stopping);
        var waits = count == 1 ? "One referral waits for their system now." : $"{count} referrals wait for their system now.";
        return WhyNot.Sentence(last) is { } why ? $"{waits} {why}" : waits;
    }
}
