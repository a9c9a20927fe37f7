using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// A step that tells the referrer something. Whoever's referral of the same child was merged into it is told the same in the same breath, so that nobody waits for
/// an answer that was given to somebody else.
/// </summary>
internal sealed class DecideWithMessage(ReferralTables tables, WhoMay may, SendOn sendOn, FindEarlier earlier, HoldOpenCase cases, Register register, SealReferrals seal)
{
    private const int MostMerged = 50;

    // The third time that a child is referred again (workflows, 1.7 F4).
    private const int Third = 3;

    public async Task<StepPrepared> RunAsync(StepScope scope, CancellationToken stopping)
    {
        var asked = scope.Asked;
        if (!may.Act(scope.Who, scope.Referral, scope.Child).Any(StepScope.IsOfCouncil)) return new StepPrepared.Ready(scope.Plain());
        if (Without(scope) is { } missing) return new StepPrepared.Not(new StepAnswered.Became(new StepTaken.Refused(scope.Child.Id, missing)));
        if (asked.Event == ReferralEvent.ReferralClosed && scope.Child.State == ReferralState.Withdrawn && await StrandsAsync(scope, stopping) is { } strands) return strands;
        var open = asked.Event == ReferralEvent.DecisionMade ? await cases.OfAsync(scope.Db, scope.Child, stopping) : null;
        if (cases.Refuses(scope, open) is { } referral) return referral;
        if (await NotAgreedAsync(scope, stopping) is { } alone) return alone;
        var own = HoldOpenCase.On(scope, open);
        if (asked.Event == ReferralEvent.DecisionMade && asked.Step.Outcome == StepOutcome.OtherArea)
        {
            if (sendOn.Refuses(scope) is { } refused) return refused;
            own = SendOn.Moved(scope, own);
        }

        if (!asked.Step.Texts.TryGetValue(ReferralText.Message, out var message)) return new StepPrepared.Ready(own);
        return new StepPrepared.Ready([own, .. (await MergedAsync(scope, stopping)).Select(merged => Told(scope, merged.Referral, merged.Child, message))]);
    }

    /// <summary>A decision that is taken back no longer stands for those either who heard it because their referral was merged into this one.</summary>
    public async Task<StepPrepared> TakeBackAsync(StepScope scope, CancellationToken stopping)
    {
        var own = MergeReferrals.TakeBack(scope);
        if (scope.Child.State is not (>= ReferralState.NoFurtherAction and <= ReferralState.Contact)) return new StepPrepared.Ready(own);
        var told = (await MergedAsync(scope, stopping)).Where(merged => merged.Child.State == ReferralState.Closed);
        return new StepPrepared.Ready([own, .. told.Select(merged => Told(scope, merged.Referral, merged.Child, MessageParts.TakenBack))]);
    }

    /// <summary>What was passed to early help comes back: whoever heard that it went there because theirs was merged into it hears that too.</summary>
    public async Task<StepPrepared> ComesBackAsync(StepScope scope, CancellationToken stopping)
    {
        var told = (await MergedAsync(scope, stopping)).Where(merged => merged.Child.State == ReferralState.Closed);
        return new StepPrepared.Ready([scope.Plain(), .. told.Select(merged => Told(scope, merged.Referral, merged.Child, MessageParts.CameBack))]);
    }

    /// <summary>Why it cannot go where nothing is decided for those that were merged into it: their referrers would never hear; none where there are none.</summary>
    public async Task<StepPrepared?> StrandsAsync(StepScope scope, CancellationToken stopping) =>
        may.Act(scope.Who, scope.Referral, scope.Child).Any(StepScope.IsOfCouncil) && (await ChainAsync(scope, stopping)).Any(child => child.State == ReferralState.Merged)
            ? new StepPrepared.Not(new StepAnswered.Became(new StepTaken.Refused(scope.Child.Id, tables.Terms.Refuse(RefusedBecause.OthersMerged, LondonTime.Day(scope.At)))))
            : null;

    // What ends in nothing more is not decided by one person alone where much speaks against it.
    private async Task<StepPrepared?> NotAgreedAsync(StepScope scope, CancellationToken stopping)
    {
        // Where nobody is named who manages the tables say what cannot be decided.
        if (!may.IsHeld(ReferralActor.Manager, scope.Child.Council)) return null;
        if (scope.Asked.AgreedBy is { } named && !MayAgree(scope, named)) return NotAgreed;
        if (!IsNothingMore(scope.Asked, scope.Child) || scope.Asked.AgreedBy is not null || may.Act(scope.Who, scope.Referral, scope.Child).Contains(ReferralActor.Manager)) return null;
        return await WeighsAsync(scope, stopping) ? NotAgreed : null;
    }

    // Whatever it is called: the front door lets go of the child. Back from a contact nobody at the council brings it.
    private static bool IsNothingMore(StepAsked asked, ReferralChild child) => (asked.Event == ReferralEvent.ReferralReclassified && child.State != ReferralState.Contact)
        || (asked.Event == ReferralEvent.DecisionMade && asked.Step.Outcome is StepOutcome.NoFurtherAction or StepOutcome.Advice);

    // Whoever referred, and who answers for them, agrees with nobody about their own.
    private bool MayAgree(StepScope scope, string named) => named != scope.Who.Subject && IsManager(named, scope.Child.Council)
        && (scope.Referral.Agency != scope.Child.Council || (named != scope.Referral.Person && named != scope.Referral.Colleague));

    // A child was ever rated red or amber, is under one, may be or is not born, is referred for the third time again, or a professional asked for an enquiry: of this referral or of one that was merged into it.
    private async Task<bool> WeighsAsync(StepScope scope, CancellationToken stopping)
    {
        var (child, today) = (scope.Child, LondonTime.Day(scope.At));
        var merged = await ChainAsync(scope, stopping);
        var referrals = merged.Select(one => one.Referral).Distinct().ToArray();
        return scope.Referral.Wanted == Wanted.Section47 || seal.Open(child).Born is not { } born || born > today.AddYears(-1)
            || await WasRatedAsync(scope.Db, [child.Id, .. merged.Select(one => one.Id)], stopping)
            || await scope.Db.Set<Referral>().AnyAsync(one => referrals.Contains(one.Id) && one.Wanted == Wanted.Section47, stopping)
            || FindEarlier.Count(await earlier.OfAsync(scope.Db, scope.Referral, child, stopping)) >= Third;
    }

    // Rated green in the breath before it was still red.
    private static async Task<bool> WasRatedAsync(GatewayContext db, Guid[] children, CancellationToken stopping)
    {
        string[] rated = [ReferralEvent.ReferralRagSet.Word(), ReferralEvent.ReferralRagChanged.Word()];
        var standings = await db.Set<ReferralStep>().AsNoTracking().Where(step => children.Contains(step.Child) && rated.Contains(step.Event)).Select(step => step.Standing).ToListAsync(stopping);
        return standings.Any(standing => StandingJson.Read(standing).Rating is Rating.Red or Rating.Amber);
    }

    private static StepPrepared.Not NotAgreed => new(new StepAnswered.Faulty([new FieldFault("/agreedBy", StepForm.AgreedBy)]));

    private bool IsManager(string subject, string council) => register.Agencies.GetValueOrDefault(council)?.Officers.Any(officer => officer.Part == ReferralActor.Manager && officer.Subject == subject) is true
        || register.Agencies.GetValueOrDefault(council)?.Supervisors.Contains(subject) is true;

    // Also when their time is over: that somebody did not answer stays said.
    private MoveResult.Refused? Without(StepScope scope) =>
        scope.Asked.Event == ReferralEvent.DecisionMade && scope.Child.State == ReferralState.LookedAt && scope.Asks.Any(ask => ask.AnsweredAt is null)
            ? tables.Terms.Missing(ReferralText.Without, scope.Asked.Step, LondonTime.Day(scope.At))
            : null;

    private static ChildSteps Told(StepScope scope, Referral referral, ReferralChild child, string message) =>
        new(child, [new Step(ReferralEvent.FeedbackSent, child.Council == scope.Child.Council ? default : ReferralActor.Gateway) { Texts = ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Message, message) }])
        {
            Of = referral,
            Facts = $"{{\"into\":\"{scope.Child.Id}\"}}",
            // At another council nobody of it wrote this: it is passed on.
            After = child.Council == scope.Child.Council ? _ => child.WorkedOnBy(scope.Who) : null,
        };

    // What was merged into what was merged comes too, and what was told and closed: what is decided later is for them as well. Who sent one of them does not write their own answer: it stays open for a colleague.
    private async Task<ImmutableArray<(Referral Referral, ReferralChild Child)>> MergedAsync(StepScope scope, CancellationToken stopping)
    {
        var found = await ChainAsync(scope, stopping);
        var ids = found.Select(child => child.Referral).Distinct().ToArray();
        var referrals = await scope.Db.Set<Referral>().Where(referral => ids.Contains(referral.Id)).ToDictionaryAsync(referral => referral.Id, stopping);
        return [.. found.Select(child => (referrals[child.Referral], child)).Where(merged => merged.child.Council != scope.Child.Council || may.Act(scope.Who, merged.Item1, merged.child).Any(StepScope.IsOfCouncil))];
    }

    private static async Task<List<ReferralChild>> ChainAsync(StepScope scope, CancellationToken stopping)
    {
        // Where it was sent on to another council, those that were merged into it stay with the one that it came to first, and their referrers hear what the other one decides.
        var (found, council) = (new List<ReferralChild>(), scope.Child.Council);
        for (Guid[] into = [scope.Child.Id]; into.Length > 0 && found.Count < MostMerged;)
        {
            var next = await scope.Db.Set<ReferralChild>().Where(child => child.MergedInto != null && into.Contains(child.MergedInto.Value) && ((child.State == ReferralState.Merged && child.Council == council) || child.State == ReferralState.Closed)).ToListAsync(stopping);
            into = [.. next.Where(child => found.TrueForAll(known => known.Id != child.Id)).Select(child => child.Id)];
            found.AddRange(next.Where(child => into.Contains(child.Id)));
        }

        return found;
    }
}
