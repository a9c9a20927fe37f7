using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// A disagreement has two sides: whoever raised it, and the council. An agency that was asked about the child is neither in a disagreement of the referrer's, nor the referrer in one of an
/// agency's: to them it is as if there were none.
/// </summary>
internal sealed class TakeSides(ReferralTables tables, CouncilCalendars calendars, WhoMay may)
{
    private static readonly string Raised = ReferralEvent.DisagreementRaised.Word();

    public static bool Concerns(ReferralEvent happened) => happened is ReferralEvent.DisagreementEscalated or ReferralEvent.DisagreementSettled or ReferralEvent.DisagreementAnswered;

    /// <param name="parts">Of who wants the step, for the child.</param>
    /// <param name="steps">Of the child.</param>
    public static bool Has(Practitioner who, ImmutableArray<ReferralActor> parts, IEnumerable<ReferralStep> steps)
    {
        if (parts.Any(StepScope.IsOfCouncil)) return true;
        var raised = steps.Where(step => step.Event == Raised).MaxBy(step => step.Version);
        return raised is not null && raised.Agency == who.Agency.Id && (raised.Actor == ReferralActor.Agency.Word()) == parts.Contains(ReferralActor.Agency);
    }

    /// <summary>What the tables say to somebody who has no side, as if nobody disagreed; none where they have one, or nobody does.</summary>
    public async Task<StepAnswered?> RefuseAsync(GatewayContext db, Practitioner who, Referral referral, IReadOnlyCollection<ReferralChild> rows, StepAsked asked, DateTimeOffset at, CancellationToken stopping)
    {
        if (!Concerns(asked.Event)) return null;
        var ids = rows.Select(row => row.Id).ToArray();
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Child) && step.Event == Raised).ToListAsync(stopping);
        foreach (var row in rows)
            if (row.Stands() is { Disagreement: not null } standing && may.Act(who, referral, row) is var parts && !Has(who, parts, steps.Where(step => step.Child == row.Id))
                && tables.Terms.Move(standing with { Disagreement = null, DisputedSince = null }, asked.Step with { By = parts[0] }, at, calendars.Of(row.Council)) is MoveResult.Refused refused)
                return new StepAnswered.Became(new StepTaken.Refused(row.Id, refused));
        return null;
    }
}
