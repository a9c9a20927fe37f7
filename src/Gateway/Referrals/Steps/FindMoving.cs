using System.Collections.Immutable;
using System.Data.Common;
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
internal sealed class FindMoving(IDbContextFactory<GatewayContext> contexts, SealReferrals seal, Register register, ILogger<FindMoving> log)
{
    private static readonly string Transferred = ReferralEvent.CaseTransferred.Word();

    /// <param name="councils">Those whose own system says that there is a plan.</param>
    public async Task<ImmutableArray<Agency>> OfAsync(NhsNumber number, ImmutableArray<string> councils, CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var key = seal.KeyOf(number);
            var here = councils.ToArray();
            var rows = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.NumberKey == key && child.State == ReferralState.Plan && here.Contains(child.Council)).ToListAsync(stopping);
            var moving = ImmutableArray.CreateBuilder<Agency>();
            foreach (var child in rows.Where(child => child.Stands().Clocks.TryGetValue(ReferralClock.ReceivingIn, out var run) && run.Runs))
                if (await ToAsync(db, child, stopping) is { } to && !moving.Contains(to)) moving.Add(to);
            return moving.ToImmutable();
        }
        catch (DbException fault)
        {
            // Who has the plan is known all the same, and an answer about it does not wait for where it goes.
            log.LogWarning("Where a child moves to could not be read: {Fault}", fault.GetType().Name);
            return [];
        }
    }

    // Where a home is secret the council that it is in is no more named than the home.
    private async Task<Agency?> ToAsync(GatewayContext db, ReferralChild child, CancellationToken stopping)
    {
        var (id, referral) = (child.Id, child.Referral);
        var handling = await db.Set<Referral>().Where(one => one.Id == referral).Select(one => one.Handling).SingleOrDefaultAsync(stopping);
        if (HandlingOf.Read(handling ?? "").Contains(NoticeWord.AddressSecret)) return null;
        var step = await db.Set<ReferralStep>().AsNoTracking().Where(one => one.Child == id && one.Event == Transferred).OrderByDescending(one => one.At).FirstOrDefaultAsync(stopping);
        return step?.Facts is { } facts ? register.Agencies.GetValueOrDefault(ListSentOn.To(facts)) : null;
    }
}
