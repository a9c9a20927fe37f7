using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Late;

/// <summary>
/// Records what came of a try: the claim is still ours, the ledger's entries are durable, and only then is what came late there to
/// be read. Where the ledger cannot record nothing changes, and the try is made again when its claim is over.
/// </summary>
internal sealed class CloseTry(RecordCheck record, AppendToLedger append, SealLate seal, TellOfNews news, IOptions<LateSettings> settings, TimeProvider time, ILogger<CloseTry> log)
{
    public async Task RunAsync(GatewayContext db, LateCheck check, TriedLate tried, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (!await IsOursAsync(db, check.Late, tried, stopping)) return;
        // Once it is queued an entry may land: giving up now could leave it in the ledger twice.
        if (tried.Released is { } released)
        {
            var body = tried.News?.Bytes() ?? [];
            if (await append(record.Late(check.Check, released, tried.News?.AnsweredAt ?? time.GetUtcNow(), body), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return;
            if (tried.News is { } came) Keep(db, check, tried, came, released.Came(), receipt);
        }

        if (tried is { IsOver: true, Silent: { } silent }
            && await append(record.StillSilent(check.Check, silent), CancellationToken.None) is not AppendResult.Recorded) return;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        news.Committed();
    }

    private void Keep(GatewayContext db, LateCheck check, TriedLate tried, LateNews came, ImmutableArray<Item> items, LedgerReceipt receipt)
    {
        var answer = LateAnswer.Of(check.Late, came, receipt, seal);
        db.Add(answer);
        // Of what may not be read any more nobody is told.
        if (answer.IsNews && !check.IsStricter) news.Tell(db, check, answer, items, tried.HasGone);
    }

    /// <summary>Nobody is left who may be told, or nothing says what may be let go. At the end of its time it is over; nothing was disclosed.</summary>
    public async Task GiveUpAsync(GatewayContext db, LateQuestion late, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now < late.Until) return;
        log.LogWarning("The late question {Late} ended unasked: its agency or its policy is no longer here", late.Id);
        await db.Set<LateQuestion>().Where(one => one.Id == late.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.EndedAt, now), stopping);
    }

    private async Task<bool> IsOursAsync(GatewayContext db, LateQuestion late, TriedLate tried, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var (open, tries, ended) = (OpenSources.Write(tried.Open), late.Tries + 1, tried.IsOver ? now : (DateTimeOffset?)null);
        var letGo = tried is { StricterFrom: { } from, Released: { } released } ? LateDecision.Write(released.Decision, from) : late.LetGo;
        var next = now + settings.Value.After(tries);
        if (next > late.Until && now < late.Until) next = late.Until;
        return await db.Set<LateQuestion>().Where(one => one.Id == late.Id && one.EndedAt == null && one.NextTryAt == late.NextTryAt)
            .ExecuteUpdateAsync(set => set
                .SetProperty(one => one.LetGo, letGo).SetProperty(one => one.Open, open).SetProperty(one => one.Tries, tries)
                .SetProperty(one => one.NextTryAt, next).SetProperty(one => one.EndedAt, ended), stopping) == 1;
    }
}
