using Gateway.Disclosure;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>Another council has a child's referral from now on. It is received there in the same breath, so that its clocks begin; the step stays as the line that the old one keeps.</summary>
internal sealed class SendOn(FindCouncil councils)
{
    private static readonly Step Received = new(ReferralEvent.ReferralReceived, ReferralActor.Gateway);

    /// <summary>A case with a plan stays where it is until the conference there: only that it moves is said.</summary>
    public StepPrepared Transfer(StepScope scope) => Refuses(scope) ?? new StepPrepared.Ready(
        scope.Child.State == ReferralState.Plan ? scope.Plain() with { Facts = Facts(scope) } : Moved(scope, scope.Plain()));

    /// <summary>Why the council cannot have it; none where it can.</summary>
    public StepPrepared? Refuses(StepScope scope)
    {
        if (scope.Asked.Council == scope.Child.Council) return new StepPrepared.Not(new StepAnswered.Faulty([new FieldFault("/council", "Select another council than the one that has it")]));
        return councils.For(scope.Asked.Council, null, scope.Who.Agency.Areas) is var found and not CouncilFound.Receives ? new StepPrepared.Not(new StepAnswered.NoCouncil(found)) : null;
    }

    /// <summary>The step, and the receipt at the other council behind it.</summary>
    public static ChildSteps Moved(StepScope scope, ChildSteps first) => first with
    {
        Steps = [.. first.Steps, Received],
        Facts = Facts(scope),
        After = _ => scope.Child.GoTo(scope.Asked.Council!),
    };

    private static string? Facts(StepScope scope)
    {
        var from = scope.Child.Council;
        return scope.Asked.Facts(json => json.WriteString("from"u8, from));
    }
}
