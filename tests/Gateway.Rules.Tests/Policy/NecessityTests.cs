using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>N1 to N5; N6 is with the boundaries.</summary>
public sealed class NecessityTests
{
    [Fact]
    public void An_item_that_no_decision_of_the_role_needs_is_refused_by_name()
    {
        Asking.Pupil(Item.AttendanceSite).Decided().Is(Outcome.Refuse, "X1", RuleSet.EffectiveContribution | RuleSet.MatrixCell);
        Asking.About("dsl", Purpose.Section47, Item.PlanFlag).Decided().Is(Outcome.Refuse, "X1", RuleSet.EffectiveContribution | RuleSet.MatrixCell);
    }

    [Fact]
    public void A_refusal_of_another_kind_does_not_speak_of_need() =>
        Asking.Pupil(Item.PlanContent).Decided().IsWithout(RuleSet.EffectiveContribution);

    [Fact]
    public void What_is_shared_does_not_speak_of_need() => Asking.Pupil(Item.PlanFlag).Decided().IsWithout(RuleSet.EffectiveContribution);

    [Fact]
    public void A_whole_written_reason_justifies_what_needs_one()
    {
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason() }).Decided();
        decided.Is(Outcome.Justify, "Ja", RuleSet.MatrixCell);
        Assert.True(decided.Justified);
        Assert.True(decided.MayBeAsked);
    }

    [Fact]
    public void Without_a_written_reason_nothing_that_needs_one_may_be_asked_for()
    {
        var decided = Asking.Clinician(Item.PlanCategory).Decided();
        Assert.False(decided.Justified);
        Assert.False(decided.MayBeAsked);
    }

    [Fact]
    public void A_written_reason_justifies_nothing_that_is_refused_or_for_the_holder()
    {
        var decision = (Asking.Clinician(Item.AbuseDetail, Item.PlanContent, Item.PlanFlag) with { Justification = Asking.Reason() }).All();
        Assert.All(decision.Items, item => Assert.False(item.Justified));
        Assert.Equal([Outcome.AskHolder, Outcome.Refuse, Outcome.Share], decision.Items.Select(item => item.Outcome));
    }

    [Fact]
    public void A_reason_for_a_decision_that_the_role_does_not_take_does_not_count()
    {
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason(DecisionSupported.UseEmergencyPower) }).Decided();
        decided.Is(Outcome.Justify, "Ja", RuleSet.CanActOnIt);
        Assert.False(decided.Justified);
    }

    [Fact]
    public void What_needs_no_reason_does_not_speak_of_the_decision_it_names() =>
        (Asking.Clinician(Item.PlanFlag) with { Justification = Asking.Reason(DecisionSupported.UseEmergencyPower) }).Decided().IsWithout(RuleSet.CanActOnIt);

    [Fact]
    public void A_reason_for_a_decision_that_the_role_takes_is_not_spoken_of() =>
        (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason() }).Decided().IsWithout(RuleSet.CanActOnIt | RuleSet.NothingLessWouldDo);

    [Fact]
    public void A_reason_that_does_not_say_why_less_will_not_do_does_not_count()
    {
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason() with { WhyNotLess = "useful background" } }).Decided();
        decided.Is(Outcome.Justify, "Ja", RuleSet.NothingLessWouldDo);
        Assert.False(decided.Justified);
    }

    [Fact]
    public void A_reason_that_does_not_say_what_waiting_would_do_does_not_count() =>
        (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason() with { WhatIfWait = "" } }).Decided()
            .Is(Outcome.Justify, "Ja", RuleSet.NothingLessWouldDo);

    [Fact]
    public void Where_less_will_do_the_gateway_gives_less_and_says_so()
    {
        Asking.Triage(Item.PlanCategory).Decided().Is(Outcome.ShareLess, "M1", RuleSet.NothingLessWouldDo);
        Asking.Triage(Item.PlanFlag).Decided().IsWithout(RuleSet.NothingLessWouldDo);
    }

    [Theory]
    [InlineData(true, 59, false)]
    [InlineData(true, 60, true)]
    [InlineData(true, 61, true)]
    [InlineData(false, 179, false)]
    [InlineData(false, 180, true)]
    [InlineData(false, 181, true)]
    public void A_decision_no_sooner_than_the_ordinary_route_is_for_the_holder(bool inHours, int minutes, bool holder)
    {
        var reason = Asking.Reason() with { DecideWithin = TimeSpan.FromMinutes(minutes) };
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = reason, InHours = inHours }).Decided();
        if (holder) decided.Is(Outcome.AskHolder, "Ja", RuleSet.NeededNow);
        else decided.Is(Outcome.Justify, "Ja", RuleSet.MatrixCell);
    }

    [Fact]
    public void A_decision_at_once_is_needed_now() =>
        (Asking.Clinician(Item.PlanCategory) with { Justification = Asking.Reason() with { DecideWithin = null } }).Decided().IsWithout(RuleSet.NeededNow);

    [Fact]
    public void Time_to_decide_takes_nothing_from_what_is_shared_anyway() =>
        (Asking.Clinician(Item.PlanFlag) with { Justification = Asking.Reason() with { DecideWithin = TimeSpan.FromDays(1) } }).Decided()
            .Is(Outcome.Share, "A1", RuleSet.MatrixCell);

    [Fact]
    public void What_the_organisation_holds_already_is_named_and_intrudes_no_further()
    {
        var low = new RiskDeclared(1, 0, RiskSource.None);
        (Asking.Clinician(Item.AttendanceSite) with { Risk = low }).Decided().Is(Outcome.AskHolder, "A3", RuleSet.IntrusionCap);
        (Asking.Clinician(Item.AttendanceSite) with { Risk = low, AlreadyHeld = [Item.AttendanceSite] }).Decided()
            .Is(Outcome.Share, "A3", RuleSet.AlreadyHeld);
    }

    [Fact]
    public void What_is_held_already_opens_no_refusal() =>
        (Asking.Pupil(Item.AttendanceSite) with { AlreadyHeld = [Item.AttendanceSite] }).Decided().IsWithout(RuleSet.AlreadyHeld);
}
