using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// Earlier referrals of the same child at the same council, as far back as <c>duplicates.csv</c> says (<c>again</c>): the later one is a re-referral, whatever became of the earlier. It is for whoever decides
/// there; whoever sent the later one learns neither that there was one nor what it said. What was merged with it is the same concern and no earlier one; what was passed to an open case is history, and is not counted (3.2 R7).
/// </summary>
internal sealed class FindEarlier(IDbContextFactory<GatewayContext> contexts, WhoMay may, SealReferrals seal, ReferralTables tables, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>None where there is no such referral, or none that they take in.</summary>
    public async Task<DuplicatesFound?> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return null;
        var own = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping);
        own.RemoveAll(child => !may.Act(who, referral, child).Any(StepScope.IsOfCouncil));
        if (own.Count == 0) return null;
        var found = ImmutableArray.CreateBuilder<Duplicate>();
        foreach (var child in own) found.AddRange((await OfAsync(db, referral, child, stopping)).Where(each => may.Act(who, each.Referral, each.Other).Any(StepScope.IsOfCouncil)));
        return new DuplicatesFound(referral, found.ToImmutable());
    }

    /// <summary>The newest first.</summary>
    public async Task<ImmutableArray<Duplicate>> OfAsync(GatewayContext db, Referral referral, ReferralChild child, CancellationToken stopping)
    {
        if (referral.SentAt is not { } sent || child is { NumberKey: null, CalledKey: null }) return [];
        var (id, council, number, called) = (referral.Id, child.Council, child.NumberKey, child.CalledKey);
        var rows = await db.Set<ReferralChild>().AsNoTracking()
            .Where(other => other.Council == council && other.Referral != id && ((number != null && other.NumberKey == number) || (called != null && other.CalledKey == called)))
            .OrderByDescending(other => other.Id).Take(Most).ToListAsync(stopping);
        var ids = rows.Select(other => other.Referral).Distinct().ToArray();
        var referrals = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id) && one.SentAt != null && one.SentAt < sent).ToDictionaryAsync(one => one.Id, stopping);
        var today = LondonTime.Day(time.GetUtcNow());
        var informed = await InformationAsync(db, [.. rows.Select(other => other.Id)], stopping);
        return
        [
            .. rows.Where(other => referrals.ContainsKey(other.Referral) && !IsMerged(child, other) && IsSame(seal.Open(child), seal.Open(other)))
                .Where(other => tables.Near.Again(LondonTime.Day(referrals[other.Referral].SentAt!.Value), LondonTime.Day(sent), today))
                .Select(other => new Duplicate(child, referrals[other.Referral], other) { IsInformation = informed.Contains(other.Id) }).OrderByDescending(each => each.Referral.SentAt),
        ];
    }

    // What was passed to an open case is no referral, and no later one is a second to it. A decision that was taken back is none.
    private static async Task<HashSet<Guid>> InformationAsync(GatewayContext db, Guid[] children, CancellationToken stopping)
    {
        var (decided, back) = (ReferralEvent.DecisionMade.Word(), ReferralEvent.RecordCorrected.Word());
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => children.Contains(step.Child) && (step.Event == decided || step.Event == back)).ToListAsync(stopping);
        return [.. steps.Where(step => step.Event == decided || StandingJson.Read(step.Standing).Main.State == ReferralState.LookedAt).GroupBy(step => step.Child)
            .Select(same => same.MaxBy(step => step.Version)!).Where(last => last.Event == decided && HoldOpenCase.IsInformation(last)).Select(last => last.Child)];
    }

    // Two numbers that differ are two children, whatever they are called.
    public static bool IsSame(AboutChild one, AboutChild other) => one.Number is not { } number || other.Number is not { } another || number == another;

    private static bool IsMerged(ReferralChild one, ReferralChild other) => one.MergedInto == other.Id || other.MergedInto == one.Id;
}
