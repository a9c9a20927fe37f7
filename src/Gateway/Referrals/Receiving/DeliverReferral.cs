using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices.Channels;
using Gateway.Notifications;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Receiving;

/// <summary>One attempt: the row is claimed, the ledger has its entry, the council's system has it, and what it said becomes a step. What fails is tried again later, for as long as it takes.</summary>
internal sealed class DeliverReferral(
    IDbContextFactory<GatewayContext> contexts, Register register, ReadReferrals read, PostReferral post, TakeReceipt receipts, SealReferrals seal, AppendToLedger append, TimeProvider time, ILogger<DeliverReferral> log)
{
    // A child may wait for it: soon after a council is back it has what was sent.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <returns>False where its system could not take it now: whatever else is owed to this council waits for the next round, which begins with what has waited longest.</returns>
    public async Task<bool> RunAsync(ReferralDelivery delivery, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (!await ClaimAsync(db, delivery, stopping)) return true;
        var reply = await SendAsync(db, delivery, stopping);
        // Once it has arrived it is said to have arrived, whatever else ends.
        await KeepAsync(db, delivery, reply, CancellationToken.None);
        return reply is not DeliveryReply.Failed;
    }

    private async Task<bool> ClaimAsync(GatewayContext db, ReferralDelivery delivery, CancellationToken stopping)
    {
        var until = time.GetUtcNow() + RetryTimes.UnderWay;
        return await db.Set<ReferralDelivery>().Where(one => one.Id == delivery.Id && one.NextAttemptAt == delivery.NextAttemptAt)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAttemptAt, until), stopping) == 1;
    }

    // None where nothing is owed any more.
    private async Task<DeliveryReply?> SendAsync(GatewayContext db, ReferralDelivery delivery, CancellationToken stopping)
    {
        if (await read.ForCouncilAsync(db, delivery.Child, stopping) is not { } seen || seen.Children[0] is not { AwaitsReceipt: true } child || child.Council != delivery.Council) return null;
        if (register.Agencies.GetValueOrDefault(delivery.Council) is not { } council) return new DeliveryReply.Failed("not-connected");
        if (council.Receiving is not { } system) return new DeliveryReply.Sent(Has: false);
        return await RecordAsync(db, delivery, seen, stopping) is { } recorded ? await post.SendAsync(system, recorded, seen, stopping) : new DeliveryReply.Failed("not-recorded");
    }

    // Recorded once, however many attempts follow: the entry is kept with the row before anything leaves.
    private async Task<RecordedDelivery?> RecordAsync(GatewayContext db, ReferralDelivery delivery, ReferralSeen seen, CancellationToken stopping)
    {
        if (RecordedDelivery.Of(delivery) is { } already) return already;
        if (await append(ReferralEntries.Delivered(delivery, seen.Referral, seen.Children[0], seal), CancellationToken.None) is not AppendResult.Recorded(var receipt)) return null;
        delivery.RecordedIn(receipt);
        await db.Set<ReferralDelivery>().Where(one => one.Id == delivery.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LedgerEntry, receipt.EntryId).SetProperty(one => one.LedgerIndex, receipt.Index), stopping);
        return RecordedDelivery.Of(delivery);
    }

    private async Task KeepAsync(GatewayContext db, ReferralDelivery delivery, DeliveryReply? reply, CancellationToken stopping)
    {
        switch (reply)
        {
            case null:
                await GoneAsync(db, delivery, stopping);
                break;
            case DeliveryReply.Received receipt:
                await HeldAsync(db, delivery, await receipts.ReceivedAsync(delivery, receipt, stopping), stopping);
                break;
            case DeliveryReply.Sent:
                await HeldAsync(db, delivery, await receipts.HereAsync(delivery, stopping), stopping);
                break;
            case DeliveryReply.Refused(var because):
                await receipts.RefusedAsync(delivery, stopping);
                await AgainAsync(db, delivery, because, stopping);
                break;
            case DeliveryReply.Failed(var because):
                await AgainAsync(db, delivery, because, stopping);
                break;
        }
    }

    // Where the ledger cannot record it is tried again, and the receipt is the same.
    private async Task HeldAsync(GatewayContext db, ReferralDelivery delivery, StepTaken taken, CancellationToken stopping)
    {
        if (taken is StepTaken.LedgerClosed or StepTaken.Elsewhere) await AgainAsync(db, delivery, "not-recorded", stopping);
        else if (taken is StepTaken.Refused or StepTaken.NotFound) await GoneAsync(db, delivery, stopping);
    }

    private static Task<int> GoneAsync(GatewayContext db, ReferralDelivery delivery, CancellationToken stopping) =>
        db.Set<ReferralDelivery>().Where(one => one.Id == delivery.Id).ExecuteDeleteAsync(stopping);

    private async Task AgainAsync(GatewayContext db, ReferralDelivery delivery, string because, CancellationToken stopping)
    {
        var attempts = delivery.Attempts + 1;
        var wait = RetryTimes.After(attempts);
        var next = time.GetUtcNow() + (wait < Longest ? wait : Longest);
        await db.Set<ReferralDelivery>().Where(one => one.Id == delivery.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Attempts, attempts).SetProperty(one => one.LastFailure, because).SetProperty(one => one.NextAttemptAt, next), stopping);
        log.LogWarning("A referral was not received by the system of {Council}: delivery {Delivery}, {Because}", delivery.Council, delivery.Id, because);
    }
}
