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
/// Other referrals at the same council that may be about the same incident: the same child, near in time by <c>duplicates.csv</c>, or both about one police incident. They are offered and nothing is
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
        var pairs = open.SelectMany(other => own.Where(child => IsAlike(seal.Open(child), seal.Open(other))).Select(child => (Child: child, Other: other))).ToArray();
        var ids = pairs.Select(pair => pair.Other.Referral).Distinct().ToArray();
        var others = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stopping);
        var said = await SaidAsync(db, [id, .. ids], stopping);
        return new DuplicatesFound(referral, [.. pairs
            .Where(pair => may.Act(who, others[pair.Other.Referral], pair.Other).Any(StepScope.IsOfCouncil) && IsNear(pair, referral, others[pair.Other.Referral], said))
            .Select(pair => new Duplicate(pair.Child, others[pair.Other.Referral], pair.Other)).OrderBy(each => each.Child.Number).ThenByDescending(each => each.Referral.SentAt)]);
    }

    // By number where both have one; else what the referrers call the child, and the day of birth.
    private static bool IsSame(AboutChild one, AboutChild other) => one.Number is { } number && other.Number is { } another
        ? number == another
        : one.Born is { } born && other.Born == born && IsCalledSame(one, other);

    // Two who were at one incident write down a child each in their own way: one of the two is enough there. Two numbers that differ are two children.
    private static bool IsAlike(AboutChild one, AboutChild other) => one.Number is { } number && other.Number is { } another
        ? number == another
        : (one.Born is { } born && other.Born == born) || IsCalledSame(one, other);

    private static bool IsCalledSame(AboutChild one, AboutChild other) => string.Equals(one.Name.Trim(), other.Name.Trim(), StringComparison.OrdinalIgnoreCase);

    private bool IsNear((ReferralChild Child, ReferralChild Other) pair, Referral one, Referral other, Dictionary<Guid, (DateOnly? Latest, string? Incident)> said)
    {
        var today = LondonTime.Day(time.GetUtcNow());
        var (first, second) = (said.GetValueOrDefault(one.Id), said.GetValueOrDefault(other.Id));
        DateOnly? sent = one.SentAt is { } at ? LondonTime.Day(at) : null, sentToo = other.SentAt is { } atToo ? LondonTime.Day(atToo) : null;
        if (first.Incident is { } number && number == second.Incident && sent is { } a && sentToo is { } b && tables.Near.Incident(a, b, today)) return true;
        if (!IsSame(seal.Open(pair.Child), seal.Open(pair.Other))) return false;
        return first.Latest is { } day && second.Latest is { } dayToo ? tables.Near.Latest(day, dayToo, today) : sent is { } c && sentToo is { } d && tables.Near.Sent(c, d, today);
    }

    private async Task<Dictionary<Guid, (DateOnly? Latest, string? Incident)>> SaidAsync(GatewayContext db, Guid[] referrals, CancellationToken stopping)
    {
        var said = new Dictionary<Guid, (DateOnly? Latest, string? Incident)>();
        foreach (var task in await db.Set<ReferralTask>().AsNoTracking().Where(task => referrals.Contains(task.Referral) && task.Task == "worries").ToListAsync(stopping))
        {
            using var document = JsonDocument.Parse(seal.Open(task));
            var worries = new FormPart(document.RootElement, DateOnly.MaxValue);
            said[task.Referral] = (worries.Ends("latest"), Plain(worries.Text("incidentNumber")));
        }

        return said;
    }

    // However it is spaced and written.
    private static string? Plain(string? number) =>
        number is not null && string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant() is { Length: > 2 } plain ? plain : null;
}

internal sealed record DuplicatesFound(Referral Referral, ImmutableArray<Duplicate> Found);

/// <param name="Child">Of the referral that was looked at.</param>
/// <param name="Other">The same child of another one.</param>
internal sealed record Duplicate(ReferralChild Child, Referral Referral, ReferralChild Other)
{
    /// <summary>It was passed to an open case, and is no referral.</summary>
    public bool IsInformation { get; init; }
}
