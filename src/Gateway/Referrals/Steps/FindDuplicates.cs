using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// Other referrals at the same council that may be about the same incident: the same child, near in time by <c>duplicates.csv</c>. They are offered and nothing is
/// merged by itself. Who a child is, is sealed: what is open at the council is opened and compared, up to a limit.
/// </summary>
internal sealed class FindDuplicates(IDbContextFactory<GatewayContext> contexts, WhoMay may, SealReferrals seal, ReferralTables tables, TimeProvider time)
{
    private const int Most = 2000;

    private static readonly ReferralState[] Open = [ReferralState.Received, ReferralState.LookedAt, ReferralState.WaitingForAgencies];

    /// <summary>None where there is no such referral, or none that they take in.</summary>
    public async Task<DuplicatesFound?> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return null;
        var own = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping);
        own.RemoveAll(child => !may.Act(who, referral, child).Any(StepScope.IsOfCouncil));
        if (own.Count == 0) return null;
        var council = who.Agency.Id;
        var open = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Council == council && child.Referral != id && Open.Contains(child.State)).OrderByDescending(child => child.Id).Take(Most).ToListAsync(stopping);
        var pairs = open.SelectMany(other => own.Where(child => IsSame(seal.Open(child), seal.Open(other))).Select(child => (Child: child, Other: other))).ToArray();
        var ids = pairs.Select(pair => pair.Other.Referral).Distinct().ToArray();
        var others = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stopping);
        var latest = await LatestAsync(db, [id, .. ids], stopping);
        return new DuplicatesFound(referral, [.. pairs
            .Where(pair => may.Act(who, others[pair.Other.Referral], pair.Other).Any(StepScope.IsOfCouncil) && IsNear(referral, others[pair.Other.Referral], latest))
            .Select(pair => new Duplicate(pair.Child, others[pair.Other.Referral], pair.Other)).OrderBy(each => each.Child.Number).ThenByDescending(each => each.Referral.SentAt)]);
    }

    // By number where both have one; else what the referrers call the child, and the day of birth.
    private static bool IsSame(AboutChild one, AboutChild other) => one.Number is { } number && other.Number is { } another
        ? number == another
        : one.Born is { } born && other.Born == born && string.Equals(one.Name.Trim(), other.Name.Trim(), StringComparison.OrdinalIgnoreCase);

    private bool IsNear(Referral one, Referral other, Dictionary<Guid, DateOnly> latest)
    {
        var today = LondonTime.Day(time.GetUtcNow());
        return latest.TryGetValue(one.Id, out var first) && latest.TryGetValue(other.Id, out var second)
            ? tables.Near.Latest(first, second, today)
            : one.SentAt is { } sent && other.SentAt is { } sentToo && tables.Near.Sent(LondonTime.Day(sent), LondonTime.Day(sentToo), today);
    }

    private async Task<Dictionary<Guid, DateOnly>> LatestAsync(GatewayContext db, Guid[] referrals, CancellationToken stopping)
    {
        var latest = new Dictionary<Guid, DateOnly>();
        foreach (var task in await db.Set<ReferralTask>().AsNoTracking().Where(task => referrals.Contains(task.Referral) && task.Task == "worries").ToListAsync(stopping))
        {
            using var document = JsonDocument.Parse(seal.Open(task));
            if (new FormPart(document.RootElement, DateOnly.MaxValue).Ends("latest") is { } day) latest[task.Referral] = day;
        }

        return latest;
    }
}

internal sealed record DuplicatesFound(Referral Referral, ImmutableArray<Duplicate> Found);

/// <param name="Child">Of the referral that was looked at.</param>
/// <param name="Other">The same child of another one.</param>
internal sealed record Duplicate(ReferralChild Child, Referral Referral, ReferralChild Other);
