using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>One child for whom somebody wants a step, with what was asked of agencies about it. Its rows are tracked.</summary>
internal sealed record StepScope(GatewayContext Db, Practitioner Who, Referral Referral, ReferralChild Child, StepAsked Asked, ImmutableArray<ReferralAsk> Asks, DateTimeOffset At)
{
    /// <summary>The step as it was asked for, and who then works on the child.</summary>
    public ChildSteps Plain(StepOutcome? outcome = null) => new(Child, [outcome is { } other ? Asked.Step with { Outcome = other } : Asked.Step])
    {
        Facts = Asked.Facts(),
        After = Worked,
    };

    /// <summary>Whoever at the council moved the referral is the one to ask about it.</summary>
    public void Worked(StepMoved moved)
    {
        if (IsOfCouncil(moved.Step.By) && StandingJson.Read(moved.Standing).Main.State != Child.State) Child.WorkedOnBy(Who);
    }

    public static bool IsOfCouncil(ReferralActor part) => part is not (ReferralActor.Referrer or ReferralActor.Colleague or ReferralActor.Agency or ReferralActor.Gateway);
}

/// <summary>What a step for one child comes to before the tables are asked.</summary>
internal abstract record StepPrepared
{
    private StepPrepared() { }

    /// <summary>To be taken together: the child's own first.</summary>
    public sealed record Ready(ImmutableArray<ChildSteps> Steps) : StepPrepared
    {
        public Ready(ChildSteps only) : this([only]) { }
    }

    public sealed record Not(StepAnswered Why) : StepPrepared;
}

/// <summary>What somebody who wanted a step is told.</summary>
internal abstract record StepAnswered
{
    private StepAnswered() { }

    public sealed record Became(StepTaken Taken) : StepAnswered;

    /// <summary>What was sent does not fit what there is. Nothing changed.</summary>
    public sealed record Faulty(ImmutableArray<FieldFault> Faults) : StepAnswered;

    /// <summary>The council that was chosen does not receive here: there is a number to ring.</summary>
    public sealed record NoCouncil(CouncilFound Found) : StepAnswered;
}
