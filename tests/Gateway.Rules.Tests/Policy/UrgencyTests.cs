using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>The 2026 duty, the pattern alert and the declared emergency: rules 14, 15 and 16.</summary>
public sealed class UrgencyTests
{
    [Fact]
    public void Under_the_duty_the_holder_considers_what_the_table_refuses()
    {
        (Asking.Pupil(Item.AttendanceSite) with { Flags = RequestFlags.DutyInForce }).Decided().Is(Outcome.AskHolder, "Hf", RuleSet.DutyInForce | RuleSet.MatrixCell);
        (Asking.Pupil(Item.AdultRecord) with { Flags = RequestFlags.DutyInForce }).Decided().Is(Outcome.AskHolder, "Hf", RuleSet.DutyInForce);
        Asking.Pupil(Item.AttendanceSite).Decided().Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);
    }

    [Fact]
    public void The_duty_opens_no_refusal_of_another_kind() =>
        (Asking.Pupil(Item.PlanContent) with { Flags = RequestFlags.DutyInForce }).Decided().Is(Outcome.Refuse, "X4", RuleSet.MatrixCell);

    [Fact]
    public void The_duty_leaves_what_is_not_refused() =>
        (Asking.Pupil(Item.PlanFlag) with { Flags = RequestFlags.DutyInForce }).Decided().Is(Outcome.Share, "A8", RuleSet.MatrixCell);

    [Fact]
    public void The_duty_opens_nothing_for_a_role_that_is_not_nominated() =>
        (Asking.About("ed-reception", Purpose.UnscheduledCare, Item.PlanFlag) with { Flags = RequestFlags.DutyInForce }).Decided()
            .Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);

    [Fact]
    public void The_duty_opens_nothing_where_the_role_has_no_column() =>
        (Asking.About("dsl", Purpose.UnscheduledCare, Item.PlanFlag) with { Flags = RequestFlags.DutyInForce }).Decided()
            .Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);

    [Fact]
    public void The_duty_does_not_reach_early_help() =>
        (Asking.About("gp", Purpose.EarlyHelp, Item.AttendanceComplaint) with { Flags = RequestFlags.DutyInForce, Consent = new(ConsentState.Given) }).Decided()
            .Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);

    [Fact]
    public void After_a_pattern_of_urgent_requests_a_second_person_decides()
    {
        (Asking.Clinician(Item.PlanCategory) with { Flags = RequestFlags.Anomaly }).Decided().Is(Outcome.AskHolder, "Hg", RuleSet.BreakGlassAnomaly);
        Asking.Clinician(Item.PlanCategory).Decided().Is(Outcome.Justify, "Ja", RuleSet.MatrixCell);
    }

    [Theory]
    [InlineData(Item.PlanFlag)]
    [InlineData(Item.SiblingOnPlan)]
    [InlineData(Item.AbuseDetail)]
    [InlineData(Item.PlanContent)]
    public void The_pattern_alert_touches_nothing_but_a_written_reason(Item item) =>
        (Asking.Clinician(item) with { Flags = RequestFlags.Anomaly }).Decided().IsWithout(RuleSet.BreakGlassAnomaly);

    [Fact]
    public void An_emergency_opens_one_step_more()
    {
        (Asking.Clinician(Item.PlanCategory) with { Flags = RequestFlags.Emergency }).Decided().Is(Outcome.Share, "Ja", RuleSet.EmergencyDeclared);
        (Asking.Clinician(Item.AbuseDetail) with { Flags = RequestFlags.Emergency }).Decided().Is(Outcome.Justify, "He", RuleSet.EmergencyDeclared);
        Assert.True((Asking.Clinician(Item.PlanCategory) with { Flags = RequestFlags.Emergency }).Decided().Emergency);
        Assert.False(Asking.Clinician(Item.PlanCategory).Decided().Emergency);
    }

    [Fact]
    public void An_emergency_opens_no_refusal() =>
        (Asking.Clinician(Item.PlanContent) with { Flags = RequestFlags.Emergency }).Decided().Is(Outcome.Refuse, "X4", RuleSet.MatrixCell);

    [Fact]
    public void An_emergency_leaves_the_minimal_form_minimal() =>
        (Asking.Clinician(Item.SiblingOnPlan) with { Flags = RequestFlags.Emergency }).Decided().Is(Outcome.ShareLess, "M2", RuleSet.MatrixCell);

    [Fact]
    public void An_emergency_after_a_pattern_alert_still_needs_a_written_reason() =>
        (Asking.Clinician(Item.PlanCategory) with { Flags = RequestFlags.Emergency | RequestFlags.Anomaly }).Decided()
            .Is(Outcome.Justify, "Hg", RuleSet.BreakGlassAnomaly | RuleSet.EmergencyDeclared);

    [Fact]
    public void An_emergency_under_the_duty_needs_a_written_reason() =>
        (Asking.Pupil(Item.AttendanceSite) with { Flags = RequestFlags.Emergency | RequestFlags.DutyInForce }).Decided()
            .Is(Outcome.Justify, "Hf", RuleSet.DutyInForce | RuleSet.EmergencyDeclared);
}
