using Gateway.Notices;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Receiving;

/// <summary>E12: a council has not received what was sent to it. Whoever referred rings it now, and whoever runs the service looks after it. Once for each sending, whether its system turned it down first or its time was over.</summary>
internal sealed class TellNotReceived(NoticeSettings settings)
{
    public IEnumerable<Posting> Of(Telling telling)
    {
        var sent = telling.Standing.Clocks.GetValueOrDefault(ReferralClock.Received)?.Started ?? telling.Standing.Main.Since;
        var (council, of) = (telling.Step.Child.Council, $"{telling.Step.Child.Id:N} {sent.ToUnixTimeMilliseconds()}");
        yield return telling.Posted(NoticeEvent.DeliveryFailed, telling.Referrer, NoticeWord.NotDelivered, NoticeWord.RingBack) with { Ring = council, Of = of };
        // They have no part in the referral: they are told of the system, and of the referral its reference alone.
        if (settings.Operations is not { } operations) yield break;
        var failed = telling.Posted(NoticeEvent.DeliveryFailed, new PostingTo(NoticeRecipient.Operations, operations), NoticeWord.NotDelivered);
        yield return failed with { Subject = new NoticeSubject(NoticeSubjectKind.Delivery, council), Ring = council == operations ? null : council, Handling = [], Of = of };
    }
}
