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
    private const int MostUnfilled = 50;

    /// <summary>None where there is no such referral, or none that they take in.</summary>
    public async Task<EarlierFound?> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return null;
        var own = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping);
        own.RemoveAll(child => !may.Act(who, referral, child).Any(StepScope.IsOfCouncil));
        if (own.Count == 0) return null;
        var (found, counts) = (ImmutableArray.CreateBuilder<Duplicate>(), ImmutableArray.CreateBuilder<EarlierCount>());
        foreach (var child in own)
        {
            var all = await OfAsync(db, referral, child, stopping);
            found.AddRange(all.Where(each => may.Act(who, each.Referral, each.Other).Any(StepScope.IsOfCouncil)));
            counts.Add(IsLooked(child) ? new EarlierCount(child.Id, Count(all), await SinceAsync(db, referral, child.Council, stopping)) : new EarlierCount(child.Id, null, null));
        }

        return new EarlierFound(referral, found.ToImmutable(), counts.ToImmutable());
    }

    /// <summary>How many they are, also those that somebody may not open: whoever decides goes by all of them.</summary>
    public static int Count(ImmutableArray<Duplicate> found) => found.Where(each => !each.IsInformation).Select(each => each.Referral.Id).Distinct().Count();

    /// <summary>The newest first.</summary>
    public async Task<ImmutableArray<Duplicate>> OfAsync(GatewayContext db, Referral referral, ReferralChild child, CancellationToken stopping)
    {
        if (referral.SentAt is not { } sent || !IsLooked(child)) return [];
        var (number, called) = KeysOf(child);
        var (id, council) = (referral.Id, child.Council);
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

    // A row that was received before there were keys has them in what it says.
    private (byte[]? Number, byte[]? Called) KeysOf(ReferralChild child) =>
        child is { NumberKey: null, CalledKey: null } ? FillKeys.KeysOf(seal, child) ?? default : (child.NumberKey, child.CalledKey);

    private bool IsLooked(ReferralChild child) => KeysOf(child) is not (null, null);

    // The newest one before this one that could be of the same child and cannot be found: what came after it is counted. None where all are, as far back as is looked.
    private async Task<DateTimeOffset?> SinceAsync(GatewayContext db, Referral referral, string council, CancellationToken stopping)
    {
        var (id, sent) = (referral.Id, referral.SentAt!.Value);
        var rows = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Council == council && child.Referral != id && child.NumberKey == null && child.CalledKey == null)
            .Join(db.Set<Referral>().AsNoTracking().Where(one => one.SentAt != null && one.SentAt < sent), child => child.Referral, one => one.Id, (child, one) => new { child, one.SentAt })
            .OrderByDescending(each => each.SentAt).Take(MostUnfilled).ToListAsync(stopping);
        var at = rows.Find(each => FillKeys.KeysOf(seal, each.child) is not (null, null))?.SentAt ?? (rows.Count < MostUnfilled ? null : rows[^1].SentAt);
        return at is { } since && tables.Near.Again(LondonTime.Day(since), LondonTime.Day(sent), LondonTime.Day(time.GetUtcNow())) ? since : null;
    }

    private static bool IsMerged(ReferralChild one, ReferralChild other) => one.MergedInto == other.Id || other.MergedInto == one.Id;
}

/// <param name="Found">Those that whoever reads may open.</param>
/// <param name="Counts">Of each child, also of one with none.</param>
internal sealed record EarlierFound(Referral Referral, ImmutableArray<Duplicate> Found, ImmutableArray<EarlierCount> Counts);

/// <param name="Count">None where nobody can look: neither number nor birth of the child is known. That is not the same as none.</param>
/// <param name="Since">What was sent up to then is not counted; none where all is.</param>
internal sealed record EarlierCount(Guid Child, int? Count, DateTimeOffset? Since);
