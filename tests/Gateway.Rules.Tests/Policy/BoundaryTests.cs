using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>Both sides of each boundary of time and age.</summary>
public sealed class BoundaryTests
{
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(23, 59, true)]
    [InlineData(24, 0, false)]
    [InlineData(24, 1, false)]
    public void An_encounter_counts_for_less_than_a_day_after_its_end(int hours, int minutes, bool counts)
    {
        var ended = Asking.Now - new TimeSpan(hours, minutes, 0);
        var decided = (Asking.Triage(Item.PlanFlag) with { Relationship = new Relationship(RelationshipType.Encounter, ended) }).Decided();
        if (counts) decided.Is(Outcome.Share, "A1", RuleSet.MatrixCell);
        else decided.Is(Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void Any_other_relationship_counts_until_it_ends(int minutesLeft, bool counts)
    {
        var registration = new Relationship(RelationshipType.Registration, Asking.Now.AddMinutes(minutesLeft));
        var decided = (Asking.About("gp", Purpose.ScheduledCare, Item.PlanFlag) with { Relationship = registration }).Decided();
        if (counts) decided.Is(Outcome.Share, "A5", RuleSet.MatrixCell);
        else decided.Is(Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);
    }

    [Fact]
    public void A_relationship_of_a_kind_that_the_role_does_not_take_is_none() =>
        (Asking.Pupil(Item.PlanFlag) with { Relationship = new Relationship(RelationshipType.Encounter, null) }).Decided()
            .Is(Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);

    [Fact]
    public void A_role_that_needs_no_relationship_is_decided_by_its_cell() =>
        Asking.About("researcher", Purpose.Research, Item.PlanFlag).Decided().Is(Outcome.Refuse, "X8", RuleSet.MatrixCell);

    // The first refusal wins: neither an age nor a pregnancy changes why a role is told nothing.
    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    public void What_a_cell_refuses_anyway_keeps_its_own_reason(int age) =>
        (Asking.About("researcher", Purpose.Research, Item.PlanFlag) with { AgeYears = age }).Decided().Is(Outcome.Refuse, "X8", RuleSet.MatrixCell);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unborn_plan_that_a_role_is_not_told_of_is_refused_for_that(bool pregnant) =>
        (Asking.About("researcher", Purpose.Research, Item.UnbornPlan) with { PregnancyRecorded = pregnant }).Decided().Is(Outcome.Refuse, "X8", RuleSet.MatrixCell);

    public static TheoryData<Item> EndAtEighteen =>
        [Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LookedAfter, Item.PlanEnded, Item.SiblingOnPlan];

    [Theory]
    [MemberData(nameof(EndAtEighteen))]
    public void Plans_and_care_end_on_the_eighteenth_birthday(Item item)
    {
        (Asking.Enquiry(item) with { AgeYears = 17 }).Decided().IsWithout(RuleSet.SubjectIsAdult);
        (Asking.Enquiry(item) with { AgeYears = 18 }).Decided().Is(Outcome.Refuse, "X7", RuleSet.SubjectIsAdult);
        (Asking.Enquiry(item) with { AgeYears = 19 }).Decided().Is(Outcome.Refuse, "X7", RuleSet.SubjectIsAdult);
        (Asking.Enquiry(item) with { AgeYears = null }).Decided().IsWithout(RuleSet.SubjectIsAdult);
    }

    [Fact]
    public void Nothing_else_ends_at_eighteen() => Assert.All(
        ItemWords.All.Except([.. EndAtEighteen.Select(row => row.Data)]),
        item => (Asking.Enquiry(item) with { AgeYears = 40 }).Decided().IsWithout(RuleSet.SubjectIsAdult));

    [Fact]
    public void An_unborn_plan_is_asked_about_only_with_a_recorded_pregnancy()
    {
        var facts = Asking.About("midwife", Purpose.Maternity, Item.UnbornPlan) with { AgeYears = 24 };
        facts.Decided().Is(Outcome.Share, "A1", RuleSet.MatrixCell);
        (facts with { PregnancyRecorded = false }).Decided().Is(Outcome.Refuse, "X7", RuleSet.NoRecordedPregnancy);
        (facts with { PregnancyRecorded = false, Items = [Item.LeadSocialWorker] }).Decided().IsWithout(RuleSet.NoRecordedPregnancy);
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void Looking_back_further_than_a_year_is_for_the_holder(int months, bool holder)
    {
        var decided = (Asking.Clinician(Item.AttendanceDates) with { LookBackMonths = months }).Decided();
        if (holder) decided.Is(Outcome.AskHolder, "A3", RuleSet.InsideTheWindow);
        else decided.Is(Outcome.Share, "A3", RuleSet.MatrixCell);
    }

    [Fact]
    public void What_has_no_window_looks_back_as_far_as_it_likes() =>
        (Asking.Clinician(Item.PlanFlag) with { LookBackMonths = 120 }).Decided().IsWithout(RuleSet.InsideTheWindow);

    [Fact]
    public void The_askers_own_data_has_no_window() =>
        (Asking.Officer(Item.AbuseMarker) with { LookBackMonths = 120 }).Decided().Is(Outcome.Share, "A11", RuleSet.MatrixCell);

    [Fact]
    public void A_long_look_back_leaves_what_is_refused_as_it_was() =>
        (Asking.Pupil(Item.AttendanceSite) with { LookBackMonths = 13 }).Decided().IsWithout(RuleSet.InsideTheWindow);

    [Fact]
    public void An_answer_from_before_the_window_is_for_the_holder()
    {
        var facts = Asking.Clinician(Item.AttendanceDates, Item.AttendanceCount);
        var decision = facts.All(new RecordFacts(Shield: false) { BeyondWindow = [Item.AttendanceDates] });
        decision.Items[0].Is(Outcome.AskHolder, "A3", RuleSet.PostQueryChecks);
        decision.Items[1].IsWithout(RuleSet.PostQueryChecks);
    }

    [Fact]
    public void An_answer_from_before_the_window_changes_nothing_that_is_as_strict()
    {
        var record = new RecordFacts(Shield: false) { BeyondWindow = [Item.AttendanceCount] };
        Asking.Pupil(Item.AttendanceCount).Decided(record).IsWithout(RuleSet.PostQueryChecks);
    }
}
