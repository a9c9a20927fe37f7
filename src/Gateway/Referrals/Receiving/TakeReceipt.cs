using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Channels;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Receiving;

/// <summary>What a delivery came to, as a step of the child's: received, at the time that the receipt says, or turned down. Whichever process hears of it, and however often, it is one step.</summary>
internal sealed class TakeReceipt(TakeStep take, SealReferrals seal)
{
    private const int Tries = 4;

    /// <summary>The row goes with the step. Where the tables know no receipt any more it goes alone.</summary>
    public Task<StepTaken> ReceivedAsync(ReferralDelivery delivery, DeliveryReply.Received receipt, CancellationToken stopping) =>
        RunAsync($"received\n{delivery.Id:N}", delivery.Id, (child, row) => Received(child, row, ReferralActor.ReceiverSystem, receipt), stopping);

    /// <summary>The register has no such system of the council's any more: its people receive it here, now.</summary>
    public Task<StepTaken> HereAsync(ReferralDelivery delivery, CancellationToken stopping) =>
        RunAsync($"received\n{delivery.Id:N}", delivery.Id, (child, row) => Received(child, row, ReferralActor.Gateway, null), stopping);

    /// <summary>Its system turned it down: whoever referred is told now, once, and it is tried again all the same.</summary>
    public Task<StepTaken> RefusedAsync(ReferralDelivery delivery, CancellationToken stopping) =>
        RunAsync($"not delivered\n{delivery.Id:N}", delivery.Id, (child, _) => new ChildSteps(child, [new Step(ReferralEvent.ReferralDeliveryFailed, ReferralActor.Gateway)]), stopping);

    private async Task<StepTaken> RunAsync(string what, Guid id, Func<ReferralChild, ReferralDelivery, ChildSteps> steps, CancellationToken stopping)
    {
        for (var tried = 1; ; tried++)
        {
            var taken = await take.RunAsync(new StepTaking(null, StepTaking.OwnRequest(what), seal.OfSent(what, []), (db, _, stop) => FindAsync(db, id, steps, stop)), stopping);
            if (taken is not StepTaken.Elsewhere || tried == Tries) return taken;
        }
    }

    private static async Task<StepsFound?> FindAsync(GatewayContext db, Guid id, Func<ReferralChild, ReferralDelivery, ChildSteps> steps, CancellationToken stopping)
    {
        if (await db.Set<ReferralDelivery>().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } delivery) return null;
        var child = await db.Set<ReferralChild>().SingleAsync(one => one.Id == delivery.Child, stopping);
        var found = steps(child, delivery);
        if (found.Steps[0].Event == ReferralEvent.ReferralReceived) db.Remove(delivery);
        return new StepsFound(await db.Set<Referral>().SingleAsync(one => one.Id == delivery.Referral, stopping), [found]);
    }

    private static ChildSteps Received(ReferralChild child, ReferralDelivery delivery, ReferralActor by, DeliveryReply.Received? receipt)
    {
        ImmutableArray<Step> rated = delivery.Rating == Rating.None ? [] : [new Step(ReferralEvent.ReferralRagSet, ReferralActor.Gateway) { Rating = delivery.Rating }];
        return new ChildSteps(child, [new Step(ReferralEvent.ReferralReceived, by), .. rated])
        {
            At = receipt?.At,
            Facts = System.Text.Encoding.UTF8.GetString(JsonBytes.Of(json =>
            {
                json.WriteString("delivery"u8, delivery.Id);
                if (receipt is null) return;
                json.WriteString("receivedAt"u8, receipt.Said);
                json.WriteString("heardAt"u8, receipt.Heard);
            })),
        };
    }
}
