using Gateway.Agencies;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// An open disagreement is of the side that raised it: the referrer's, or that of one agency that was asked. The other one neither says that it is settled nor
/// takes it up in their place, nor makes it urgent. The council does what the tables let it.
/// </summary>
internal sealed class HoldSides(ReferralTables tables, WhoMay may)
{
    /// <summary>Why it is not theirs; none where it is, or where no disagreement is open.</summary>
    public async Task<StepPrepared?> RefusesAsync(StepScope scope, RefusedBecause because, CancellationToken stopping)
    {
        var parts = may.Act(scope.Who, scope.Referral, scope.Child);
        if (scope.Child.Stands().Disagreement is null || parts.Any(StepScope.IsOfCouncil) || await RaisedAsync(scope, stopping) is not { } raised) return null;
        var ours = raised.Actor == ReferralActor.Agency.Word() ? parts.Contains(ReferralActor.Agency) && raised.Agency == scope.Who.Agency.Id : parts.Any(WhoMay.IsOfSender);
        return ours ? null : new StepPrepared.Not(new StepAnswered.Became(new StepTaken.Refused(scope.Child.Id, tables.Terms.Refuse(because, LondonTime.Day(scope.At))) { Ring = because == RefusedBecause.AlreadyDisputed ? scope.Child.Council : null }));
    }

    private static Task<ReferralStep?> RaisedAsync(StepScope scope, CancellationToken stopping)
    {
        var (child, word) = (scope.Child.Id, ReferralEvent.DisagreementRaised.Word());
        return scope.Db.Set<ReferralStep>().AsNoTracking().Where(step => step.Child == child && step.Event == word).OrderByDescending(step => step.Version).FirstOrDefaultAsync(stopping);
    }
}
