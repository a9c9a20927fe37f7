using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// Where a child on a plan is moving to. Until the conference there the plan is with the council that said so, and whoever is told of the plan is given the number of both.
/// </summary>
internal sealed class FindMoving(IDbContextFactory<GatewayContext> contexts, SealReferrals seal, Register register, ILogger<FindMoving> log, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private static readonly string Transferred = ReferralEvent.CaseTransferred.Word();

    /// <param name="councils">Those whose own system says that there is a plan.</param>
    public async Task<ImmutableArray<Agency>> OfAsync(NhsNumber number, ImmutableArray<string> councils, CancellationToken stopping)
    {
        using var longest = new CancellationTokenSource(Longest, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, longest.Token);
        try
        {
            return await FindAsync(number, councils, ended.Token);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // Who has the plan is known all the same, and an answer about it does not wait for where it goes.
            log.LogWarning("Where a child moves to could not be read: {Fault}", fault.GetType().Name);
            return [];
        }
    }

    private async Task<ImmutableArray<Agency>> FindAsync(NhsNumber number, ImmutableArray<string> councils, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var key = seal.KeyOf(number);
        var rows = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.NumberKey == key).ToListAsync(stopping);
        ReferralChild[] moving = [.. rows.Where(child => child.State == ReferralState.Plan && councils.Contains(child.Council) && child.Stands().Clocks.TryGetValue(ReferralClock.ReceivingIn, out var run) && run.Runs)];
        if (moving.Length == 0 || await IsSecretAsync(db, rows, stopping)) return [];
        var found = ImmutableArray.CreateBuilder<Agency>();
        foreach (var child in moving)
            if (await ToAsync(db, child, stopping) is { } to && !found.Contains(to)) found.Add(to);
        return found.ToImmutable();
    }

    // Where a home is secret the council that it is in is no more named than the home, whoever said so, and in whichever referral.
    private static async Task<bool> IsSecretAsync(GatewayContext db, List<ReferralChild> rows, CancellationToken stopping)
    {
        var ids = rows.Select(child => child.Referral).Distinct().ToArray();
        var handling = await db.Set<Referral>().Where(one => ids.Contains(one.Id)).Select(one => one.Handling).ToListAsync(stopping);
        return handling.Count < ids.Length || handling.Exists(said => HandlingOf.Read(said).Contains(NoticeWord.AddressSecret));
    }

    private async Task<Agency?> ToAsync(GatewayContext db, ReferralChild child, CancellationToken stopping)
    {
        var id = child.Id;
        var step = await db.Set<ReferralStep>().AsNoTracking().Where(one => one.Child == id && one.Event == Transferred).OrderByDescending(one => one.At).FirstOrDefaultAsync(stopping);
        return step?.Facts is { } facts ? register.Agencies.GetValueOrDefault(ListSentOn.To(facts)) : null;
    }
}
