using Gateway.Agencies;
using Gateway.Concerns;
using Gateway.Data;
using Gateway.Referrals;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Chronology.Lines;

/// <summary>
/// Referrals about a child that the reader may open: their own, those that their council received, those about which their agency was asked. Who a child of a referral is, is sealed: what
/// lies with the reader's agency is opened and compared, the newest first, up to a limit.
/// </summary>
internal sealed class LinesOfReferrals(IDbContextFactory<GatewayContext> contexts, ReadReferrals read, ReadSteps steps, SealReferrals seal, SayReferralLines say)
{
    private const int Most = 20_000;
    private const int MostOfChild = 100;
    private static readonly ReferralState[] NotSent = [ReferralState.Draft, ReferralState.Deleted];

    public async Task<(LinesFound Lines, IEnumerable<string> Referrals)> OfAsync(Practitioner who, ChildSought sought, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var (found, whole) = await ChildrenAsync(db, who, sought, stopping);
        var alleged = await AllegedReferrals.AmongAsync(db, [.. found.Select(child => child.Referral)], stopping);
        var (lines, shown) = (LinesFound.None with { IsWhole = whole && found.Count <= MostOfChild }, new List<string>());
        foreach (var same in found.Take(MostOfChild).Where(child => !alleged.Contains(child.Referral)).GroupBy(child => child.Referral))
        {
            if (await steps.RunAsync(who, same.Key, stopping) is not { } seen) continue;
            // An agency that was only asked reads what it was asked among the steps, and nothing that the referrer wrote.
            var written = await read.OneAsync(who, same.Key, stopping);
            shown.Add(same.Key.ToString());
            if (written is null || !SayReferralLines.Names(who, written)) lines = lines.And(say.Of(who, seen, written, [.. same.Select(child => child.Id)]));
        }

        return (lines, shown);
    }

    private async Task<(List<ReferralChild> Found, bool IsWhole)> ChildrenAsync(GatewayContext db, Practitioner who, ChildSought sought, CancellationToken stopping)
    {
        var agency = who.Agency.Id;
        var own = db.Set<Referral>().Where(one => one.Agency == agency && one.SentAt != null).Select(one => one.Id);
        var asked = db.Set<ReferralAsk>().Where(ask => ask.Agency == agency).Select(ask => ask.Child);
        var all = db.Set<ReferralChild>().AsNoTracking().Where(child => !NotSent.Contains(child.State) && (child.Council == agency || own.Contains(child.Referral) || asked.Contains(child.Id)));
        var (found, looked) = (new List<ReferralChild>(), 0);
        await foreach (var child in all.OrderByDescending(child => child.Id).Take(Most + 1).AsAsyncEnumerable().WithCancellation(stopping))
            if (looked++ < Most && sought.IsSame(seal.Open(child))) found.Add(child);
        return (found, looked <= Most);
    }
}
