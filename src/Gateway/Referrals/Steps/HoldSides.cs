using System.Collections.Immutable;
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
    private static readonly string Raised = ReferralEvent.DisagreementRaised.Word();

    /// <summary>What only somebody who has a side does.</summary>
    public static bool Concerns(ReferralEvent happened) => happened is ReferralEvent.DisagreementEscalated or ReferralEvent.DisagreementSettled or ReferralEvent.DisagreementAnswered;

    /// <summary>Whether somebody has a side in it: the council's, or that of whoever raised it.</summary>
    /// <param name="parts">Theirs, for the child.</param>
    /// <param name="steps">Of the child.</param>
    public static bool Has(Practitioner who, ImmutableArray<ReferralActor> parts, IEnumerable<ReferralStep> steps)
    {
        if (parts.Any(StepScope.IsOfCouncil)) return true;
        if (steps.Where(step => step.Event == Raised).MaxBy(step => step.Version) is not { } raised) return false;
        return raised.Actor == ReferralActor.Agency.Word() ? parts.Contains(ReferralActor.Agency) && raised.Agency == who.Agency.Id : parts.Any(WhoMay.IsOfSender);
    }

    /// <summary>Why it is not theirs; none where it is, or where no disagreement is open.</summary>
    public async Task<StepPrepared?> RefusesAsync(StepScope scope, RefusedBecause because, CancellationToken stopping)
    {
        var parts = may.Act(scope.Who, scope.Referral, scope.Child);
        if (scope.Child.Stands().Disagreement is null) return null;
        var child = scope.Child.Id;
        var ours = Has(scope.Who, parts, await scope.Db.Set<ReferralStep>().AsNoTracking().Where(step => step.Child == child && step.Event == Raised).ToListAsync(stopping));
        return ours ? null : new StepPrepared.Not(new StepAnswered.Became(new StepTaken.Refused(scope.Child.Id, tables.Terms.Refuse(because, LondonTime.Day(scope.At))) { Ring = because == RefusedBecause.AlreadyDisputed ? scope.Child.Council : null }));
    }
}
