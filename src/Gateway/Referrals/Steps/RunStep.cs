using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// One step of a person for some children of a referral: all of them or none. The rows are found for whoever has a part, what the step brings with it is
/// prepared (agencies, another council, referrals that were merged), and the tables say whether it happens.
/// </summary>
internal sealed class RunStep(TakeStep take, WhoMay may, AskAgencies agencies, SendOn sendOn, MergeReferrals merge, DecideWithMessage decide, HoldSides sides)
{
    public async Task<StepAnswered> RunAsync(Practitioner who, Guid request, byte[] sent, Guid referral, StepAsked asked, CancellationToken stopping)
    {
        StepAnswered? not = null;
        var taken = await take.RunAsync(new StepTaking(who, request, sent, async (db, at, stop) =>
        {
            (var found, not) = await FindAsync(db, who, referral, asked, at, stop);
            return found;
        }), stopping);
        return taken is StepTaken.NotFound && not is not null ? not : new StepAnswered.Became(taken);
    }

    private async Task<(StepsFound? Found, StepAnswered? Not)> FindAsync(GatewayContext db, Practitioner who, Guid id, StepAsked asked, DateTimeOffset at, CancellationToken stopping)
    {
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return default;
        var ids = asked.Children.Select(child => child.Child).ToArray();
        var rows = await db.Set<ReferralChild>().Where(child => child.Referral == id && ids.Contains(child.Id)).OrderBy(child => child.Number).ToListAsync(stopping);
        if (rows.Count != ids.Length || rows.Any(row => may.Act(who, referral, row).IsEmpty)) return default;
        if (rows.Any(row => asked.Children.Single(child => child.Child == row.Id).Version is { } seen && seen != row.Version)) return (null, new StepAnswered.Became(new StepTaken.Elsewhere()));
        var asks = await db.Set<ReferralAsk>().Where(ask => ids.Contains(ask.Child)).ToListAsync(stopping);
        var steps = ImmutableArray.CreateBuilder<ChildSteps>();
        foreach (var row in rows)
        {
            var prepared = await PrepareAsync(new StepScope(db, who, referral, row, asked, [.. asks.Where(ask => ask.Child == row.Id)], at), stopping);
            if (prepared is StepPrepared.Not(var why)) return (null, why);
            steps.AddRange(((StepPrepared.Ready)prepared).Steps);
        }

        // Two children of a referral that was merged may both be told with one step; each row moves once.
        return (new StepsFound(referral, [.. steps.DistinctBy(each => each.Child.Id)]), null);
    }

    private async Task<StepPrepared> PrepareAsync(StepScope scope, CancellationToken stopping) =>
        scope.Asked.Event is ReferralEvent.DecisionMade or ReferralEvent.ConferenceBooked && may.Act(scope.Who, scope.Referral, scope.Child).Any(StepScope.IsOfCouncil) && agencies.Cannot(scope) is { } cannot
            ? cannot
            : await OfAsync(scope, stopping);

    private Task<StepPrepared> OfAsync(StepScope scope, CancellationToken stopping) => scope.Asked.Event switch
    {
        ReferralEvent.AgencyAsked => Task.FromResult(agencies.Ask(scope)),
        ReferralEvent.AgencyAnswered or ReferralEvent.AgencyDeclined => Task.FromResult(AskAgencies.Answer(scope)),
        ReferralEvent.CaseTransferred => TransferAsync(scope, stopping),
        ReferralEvent.ReferralAddedTo => AddAsync(scope, stopping),
        ReferralEvent.ReferralMerged => merge.IntoAsync(scope, stopping),
        ReferralEvent.RecordCorrected => decide.TakeBackAsync(scope, stopping),
        ReferralEvent.EarlyHelpDeclined => decide.ComesBackAsync(scope, stopping),
        ReferralEvent.DisagreementRaised => RaiseAsync(scope, stopping),
        ReferralEvent.DisagreementSettled or ReferralEvent.DisagreementEscalated => SidesAsync(scope, stopping),
        ReferralEvent.DecisionMade or ReferralEvent.ReferralReclassified or ReferralEvent.ReferralClosed or ReferralEvent.FeedbackSent => decide.RunAsync(scope, stopping),
        _ => Task.FromResult<StepPrepared>(new StepPrepared.Ready(scope.Plain())),
    };

    private static async Task<StepPrepared> AddAsync(StepScope scope, CancellationToken stopping)
    {
        scope.Referral.Handle(scope.Asked.Handling);
        if (!scope.Asked.Handling.IsEmpty) await PassHandling.AlongAsync(scope.Db, scope.Referral, [scope.Child], stopping);
        return new StepPrepared.Ready(scope.Plain());
    }

    // With a plan it stays where it is, and so do those that were merged into it.
    private async Task<StepPrepared> TransferAsync(StepScope scope, CancellationToken stopping) =>
        scope.Child.State != ReferralState.Plan && await decide.StrandsAsync(scope, stopping) is { } strands ? strands : sendOn.Transfer(scope);

    private async Task<StepPrepared> SidesAsync(StepScope scope, CancellationToken stopping) => await sides.RefusesAsync(scope, RefusedBecause.NotFromHere, stopping) ?? new StepPrepared.Ready(scope.Plain());

    private async Task<StepPrepared> RaiseAsync(StepScope scope, CancellationToken stopping) => await sides.RefusesAsync(scope, RefusedBecause.AlreadyDisputed, stopping) ?? RaiseDisagreement.With(scope);
}
