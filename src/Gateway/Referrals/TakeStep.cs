using System.Security.Cryptography;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Messages;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// The one way in which a child's referral moves. The rows are claimed, the ledger's entry is durable, and only then are rows and steps, in one
/// transaction. The same request is answered the same for ever; of two who take a step at once, in any two processes, one is told.
/// </summary>
internal sealed class TakeStep(IDbContextFactory<GatewayContext> contexts, MoveChild move, SealReferrals seal, MessagesOfStep messages, TellOfSteps tell, AppendToLedger append, TimeProvider time)
{
    public async Task<StepTaken> RunAsync(StepTaking taking, CancellationToken stopping)
    {
        var taken = await TryAsync(taking, stopping);
        // Of two that came with one id the second finds what the first did.
        return taken is StepTaken.Refused or StepTaken.Elsewhere or StepTaken.NotFound ? await BeforeAsync(taking, stopping) ?? taken : taken;
    }

    private async Task<StepTaken> TryAsync(StepTaking taking, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await BeforeAsync(db, taking, stopping) is { } before) return before;
        var now = Whole(time.GetUtcNow());
        if (await taking.Find(db, now, stopping) is not { } found) return new StepTaken.NotFound();
        var (moved, owed, not) = move.All(taking, found, now);
        if (not is not null) return not;
        db.AddRange(owed);
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            return new StepTaken.Elsewhere();
        }

        // What cannot be told fails here, while nothing is recorded yet.
        await tell.TellAsync(db, taking, moved, stopping);
        var told = messages.All(db, found.Referral, moved);
        // Once it is queued it may land: giving up now could leave the ledger ahead of the store.
        if (await append(ReferralEntries.Of(taking, found.Referral, moved, told, found.Attachments, seal), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return new StepTaken.LedgerClosed();
        db.AddRange(moved.Select(each => ReferralStep.Of(taking, each, seal.Texts(each.Id, each.Step.Texts), receipt)));
        await tell.OweAsync(db, found.Referral, told, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        tell.Committed();
        return await BeforeAsync(taking, CancellationToken.None) is StepTaken.Taken taken ? taken with { Now = true } : throw new InvalidOperationException("What was stored is not there.");
    }

    private async Task<StepTaken?> BeforeAsync(StepTaking taking, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await BeforeAsync(db, taking, stopping);
    }

    private static async Task<StepTaken?> BeforeAsync(GatewayContext db, StepTaking taking, CancellationToken stopping)
    {
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => step.Request == taking.Request).ToListAsync(stopping);
        if (steps.Count == 0) return null;
        if (!CryptographicOperations.FixedTimeEquals(steps[0].Sent, taking.Sent)) return new StepTaken.RequestIdReused();
        // Its own come before those of others that come with it.
        var id = steps.MinBy(step => step.Number)!.Referral;
        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(one => one.Id == id, stopping);
        return new StepTaken.Taken(referral, [.. steps.OrderBy(step => step.Number)]);
    }

    // As it is stored, so that what is answered now is what is answered later.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
