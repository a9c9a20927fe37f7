using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>The rules that look at consent: 11, 12 and 13.</summary>
public sealed class ConsentRulesTests
{
    private static readonly RecordFacts Sensitive = new(Shield: false) { SensitiveAttendance = true };

    public static TheoryData<ConsentState> States => [.. Enum.GetValues<ConsentState>(), (ConsentState)99];

    [Theory]
    [MemberData(nameof(States))]
    public void Early_help_opens_with_consent_given_and_nothing_else(ConsentState state)
    {
        var decided = (Asking.About("gp", Purpose.EarlyHelp, Item.PlanFlag) with { Consent = new ConsentFacts(state) }).Decided();
        if (state == ConsentState.Given) decided.Is(Outcome.Share, "A12", RuleSet.MatrixCell);
        else decided.Is(Outcome.Refuse, "X15", RuleSet.EarlyHelpWithoutConsent);
    }

    [Fact]
    public void Early_help_without_consent_leaves_a_refused_cell_its_own_reason()
    {
        var decided = Asking.About("gp", Purpose.EarlyHelp, Item.AttendanceComplaint).Decided();
        decided.Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);
        decided.IsWithout(RuleSet.EarlyHelpWithoutConsent);
    }

    [Fact]
    public void Early_help_without_consent_still_gives_the_public_number()
    {
        var decided = Asking.About("gp", Purpose.EarlyHelp, Item.OutOfHoursContact).Decided();
        decided.Is(Outcome.Share, "A13", RuleSet.MatrixCell);
        decided.IsWithout(RuleSet.EarlyHelpWithoutConsent | RuleSet.PublicNumber);
    }

    [Fact]
    public void No_other_purpose_waits_for_consent() =>
        Asking.About("gp", Purpose.ScheduledCare, Item.PlanFlag).Decided().Is(Outcome.Share, "A5", RuleSet.MatrixCell);

    [Theory]
    [MemberData(nameof(States))]
    public void An_assessment_without_agreement_is_decided_as_screening(ConsentState state)
    {
        var facts = Asking.About("csc-social-worker", Purpose.Section17, Item.AttendanceComplaint) with { Consent = new ConsentFacts(state) };
        if (state == ConsentState.Given) facts.Decided().IsWithout(RuleSet.AssessmentWithoutAgreement);
        else facts.Decided().Is(Outcome.Justify, "Ja", RuleSet.AssessmentWithoutAgreement | RuleSet.MatrixCell);
    }

    [Fact]
    public void An_enquiry_needs_no_agreement() =>
        Asking.Enquiry(Item.AttendanceComplaint).Decided().Is(Outcome.Share, "A6", RuleSet.MatrixCell);

    [Theory]
    [InlineData(Item.AttendanceCount)]
    [InlineData(Item.AttendanceDates)]
    [InlineData(Item.AttendanceSite)]
    [InlineData(Item.AttendanceComplaint)]
    [InlineData(Item.AttendanceOutcome)]
    public void A_sensitive_attendance_is_left_out_and_the_others_stand(Item item)
    {
        var facts = Asking.About("gp", Purpose.ScheduledCare, item);
        var decision = facts.All(Sensitive);
        Assert.Equal(facts.Decided(), decision.Items[0]);
        Assert.Single(decision.SensitiveAttendance).Is(Outcome.Refuse, "X14", RuleSet.SensitiveAttendance | RuleSet.MatrixCell);
    }

    [Fact]
    public void Without_a_sensitive_attendance_there_is_nothing_beside_the_answer() =>
        Assert.Empty(Asking.About("gp", Purpose.ScheduledCare, Item.AttendanceCount).All(new RecordFacts(Shield: true)).SensitiveAttendance);

    [Fact]
    public void A_sensitive_attendance_is_no_matter_of_a_plan() =>
        Assert.Empty(Asking.About("gp", Purpose.ScheduledCare, Item.PlanFlag).All(Sensitive).SensitiveAttendance);

    [Theory]
    [InlineData("gp", Purpose.ClinicalConcern)]
    [InlineData("csc-social-worker", Purpose.Section47)]
    [InlineData("police-any-officer", Purpose.ImmediateProtection)]
    public void Where_harm_is_suspected_a_sensitive_attendance_stands_with_the_others(string role, Purpose purpose) =>
        Assert.Empty(Asking.About(role, purpose, Item.AttendanceCount).All(Sensitive).SensitiveAttendance);

    [Fact]
    public void A_demand_goes_to_a_person_whatever_it_names()
    {
        var facts = Asking.About("practice-reviewer", Purpose.Compelled, Item.AttendanceCount) with { Demanded = [Item.AttendanceCount] };
        Assert.Empty(facts.All(Sensitive).SensitiveAttendance);
    }

    [Fact]
    public void What_is_refused_for_every_attendance_keeps_its_reason_for_the_sensitive_one() =>
        Assert.Empty(Asking.Pupil(Item.AttendanceComplaint).All(Sensitive).SensitiveAttendance);

    [Fact]
    public void What_a_clinician_would_choose_from_leaves_the_sensitive_attendance_out() =>
        Assert.Single(Asking.Pupil(Item.AttendanceCount).All(Sensitive).SensitiveAttendance).Is(Outcome.Refuse, "X14", RuleSet.SensitiveAttendance);

    [Theory]
    [InlineData(ConsentState.Given, ConsentGiver.Subject, true, true)]
    [InlineData(ConsentState.Given, ConsentGiver.Subject, null, true)]
    [InlineData(ConsentState.Given, ConsentGiver.Subject, false, false)]
    [InlineData(ConsentState.Given, ConsentGiver.ParentWithPr, null, false)]
    [InlineData(ConsentState.Given, ConsentGiver.Other, null, false)]
    [InlineData(ConsentState.Refused, ConsentGiver.Subject, true, false)]
    [InlineData(ConsentState.Withdrawn, ConsentGiver.Subject, true, false)]
    public void Only_the_young_persons_own_consent_opens_a_sensitive_attendance(ConsentState state, ConsentGiver by, bool? competent, bool opens)
    {
        var facts = Asking.About("gp", Purpose.ScheduledCare, Item.AttendanceCount) with { Consent = new ConsentFacts(state, by, competent) };
        Assert.Equal(opens, facts.All(Sensitive with { SensitiveConsentGiven = facts.Consent.IsTheirOwn }).SensitiveAttendance.IsEmpty);
        // Whose answer another item rests on says nothing of this one.
        Assert.False(facts.All(Sensitive).SensitiveAttendance.IsEmpty);
    }

    [Fact]
    public void Consent_that_the_record_holds_opens_it_as_well() =>
        Assert.Empty(Asking.About("gp", Purpose.ScheduledCare, Item.AttendanceCount).All(Sensitive with { SensitiveConsentGiven = true }).SensitiveAttendance);
}
