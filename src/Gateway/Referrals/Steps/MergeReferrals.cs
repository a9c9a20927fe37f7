using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>One child's referral goes on as another's about the same child, with a reason. Neither is lost, both referrers are told what is decided, and it is taken back by a further step.</summary>
internal sealed class MergeReferrals(WhoMay may, SealReferrals seal)
{
    private static readonly ImmutableArray<ReferralState> Open = [ReferralState.Received, ReferralState.LookedAt, ReferralState.WaitingForAgencies];

    public async Task<StepPrepared> IntoAsync(StepScope scope, CancellationToken stopping)
    {
        var (into, council) = (scope.Asked.Into, scope.Child.Council);
        var target = await scope.Db.Set<ReferralChild>().SingleOrDefaultAsync(child => child.Id == into && child.Council == council, stopping);
        var referral = target is null ? null : await scope.Db.Set<Referral>().SingleAsync(one => one.Id == target.Referral, stopping);
        if (referral is null || referral.Id == scope.Referral.Id || !may.Act(scope.Who, referral, target!).Any(StepScope.IsOfCouncil)) return Faulty("Name the child of the other referral by the id that was given");
        if (!Open.Contains(target!.State)) return Faulty("The other referral is decided, or has been merged. Decide this one by itself");
        if (seal.Open(scope.Child).Number is { } number && seal.Open(target).Number is { } other && number != other) return Faulty("These are two children: their NHS numbers differ");
        return new StepPrepared.Ready(scope.Plain() with
        {
            Facts = scope.Asked.Facts(json =>
            {
                json.WriteString("into"u8, target.Id);
                json.WriteString("intoReferral"u8, referral.Id);
            }),
            After = moved =>
            {
                scope.Worked(moved);
                scope.Child.MergedInto = target.Id;
                referral.Handle(HandlingOf.Read(scope.Referral.Handling));
                // Whoever decides the other one at this moment has to see that somebody more waits for it.
                target.Touch();
            },
        });
    }

    /// <summary>A merger that is taken back leaves the referral standing for itself.</summary>
    public static ChildSteps TakeBack(StepScope scope) => scope.Plain() with
    {
        After = moved =>
        {
            scope.Worked(moved);
            scope.Child.MergedInto = null;
        },
    };

    private static StepPrepared.Not Faulty(string words) => new(new StepAnswered.Faulty([new FieldFault("/into", words)]));
}
