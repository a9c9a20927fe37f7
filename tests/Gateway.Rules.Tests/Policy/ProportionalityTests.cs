using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>P1 to P8. Nothing here speaks until somebody declares a risk or writes a reason.</summary>
public sealed class ProportionalityTests
{
    private static RiskDeclared Risk(int? ifNotShared, int? ifShared, RiskSource source = RiskSource.None) => new(ifNotShared, ifShared, source);

    // P1. Intrusion of the sites is 3, of the complaint 4, of the dates 2.
    [Theory]
    [InlineData(Item.AttendanceComplaint, 3, Outcome.Share)]
    [InlineData(Item.AttendanceComplaint, 2, Outcome.AskHolder)]
    [InlineData(Item.AttendanceSite, 2, Outcome.Share)]
    [InlineData(Item.AttendanceSite, 1, Outcome.AskHolder)]
    [InlineData(Item.AttendanceDates, 1, Outcome.Share)]
    [InlineData(Item.AttendanceDates, 0, Outcome.AskHolder)]
    public void An_item_intrudes_no_further_than_the_declared_risk_allows(Item item, int level, Outcome expected)
    {
        var decided = (Asking.Clinician(item) with { Risk = Risk(level, 0) }).Decided();
        Assert.Equal(expected, decided.Outcome);
        if (expected == Outcome.AskHolder) decided.Is(Outcome.AskHolder, Asking.Clinician(item).Decided().Reason, RuleSet.IntrusionCap);
    }

    [Theory]
    [InlineData(Item.PlanCategory, 2, Outcome.Share)]
    [InlineData(Item.PlanCategory, 1, Outcome.AskHolder)]
    public void The_lead_statutory_function_has_one_more(Item item, int level, Outcome expected) =>
        Assert.Equal(expected, (Asking.Enquiry(item) with { Risk = Risk(level, 0) }).Decided().Outcome);

    [Fact]
    public void Agreement_has_one_more_where_the_purpose_rests_on_it()
    {
        var early = Asking.About("gp", Purpose.EarlyHelp, Item.PlanFlag) with { Consent = new(ConsentState.Given), Risk = Risk(1, null) };
        early.Decided().Is(Outcome.Share, "A12", RuleSet.MatrixCell);
        (early with { Risk = Risk(0, null) }).Decided().Is(Outcome.AskHolder, "A12", RuleSet.IntrusionCap);
    }

    [Fact]
    public void Agreement_is_worth_nothing_where_the_purpose_does_not_rest_on_it()
    {
        var facts = Asking.Clinician(Item.AttendanceComplaint) with { Risk = Risk(2, null) };
        Assert.Equal(facts.Decided(), (facts with { Consent = Asking.TheirOwn }).Decided());
    }

    [Theory]
    [InlineData("gp", Purpose.ScheduledCare, Item.AttendanceComplaint, "A5")]
    [InlineData("police-any-officer", Purpose.ImmediateProtection, Item.AbuseDetail, "A11")]
    [InlineData("police-frontline", Purpose.DomesticAbuseIncident, Item.School, "A10")]
    [InlineData("ed-reception", Purpose.UnscheduledCare, Item.GpRegistration, "A13")]
    public void Some_reasons_have_no_cap(string role, Purpose purpose, Item item, string reason)
    {
        var decided = (Asking.About(role, purpose, item) with { Risk = Risk(1, 0) }).Decided();
        decided.IsWithout(RuleSet.IntrusionCap);
        Assert.Equal(reason, decided.Reason);
    }

    [Fact]
    public void The_cap_holds_for_what_goes_whole_and_not_for_the_minimal_form() =>
        (Asking.Triage(Item.PlanCategory) with { Risk = Risk(1, 0) }).Decided().Is(Outcome.ShareLess, "M1", RuleSet.MatrixCell);

    [Fact]
    public void Every_whole_cell_keeps_to_the_cap_at_the_standing_risk()
    {
        var policy = Repository.Policy;
        var cells = from role in policy.RoleNames
                    from purpose in PurposeWords.All
                    from item in ItemWords.All
                    let cell = policy.Cell(role, purpose, item)
                    where cell is { Outcome: Outcome.Share } && !policy.Caps.Exempt.Contains(cell.Reason)
                    select (role, purpose, item, policy.Terms(item).Intrusion, Cap: Cap(policy, role, purpose));
        Assert.All(cells, cell => Assert.True(cell.Intrusion <= cell.Cap, $"{cell}"));
        Assert.True(cells.Count() > 150);
    }

    private static int Cap(PolicyBundle policy, string role, Purpose purpose) =>
        policy.Caps.ByRisk[policy.Terms(purpose).RiskIfNotShared]
        + (policy.Role(role)!.LeadFunction ? policy.Caps.LeadFunction : 0) + (policy.Terms(purpose).ConsentDependent ? policy.Caps.ConsentGiven : 0);

    // P2
    [Theory]
    [InlineData(RiskSource.Recipient, 3, true)]
    [InlineData(RiskSource.Recipient, 4, true)]
    [InlineData(RiskSource.Recipient, 2, false)]
    [InlineData(RiskSource.Deterrence, 3, false)]
    [InlineData((RiskSource)77, 3, true)]
    public void Where_the_risk_comes_from_the_asker_nothing_goes(RiskSource source, int level, bool refused)
    {
        var decided = (Asking.Clinician(Item.PlanFlag) with { Risk = Risk(4, level, source) }).Decided();
        if (refused) decided.Is(Outcome.Refuse, "X11", RuleSet.RecipientRisk);
        else decided.IsWithout(RuleSet.RecipientRisk);
    }

    [Fact]
    public void Risk_from_the_asker_beats_an_emergency_and_leaves_a_refusal_its_reason()
    {
        var risk = Risk(4, 3, RiskSource.Recipient);
        (Asking.Clinician(Item.PlanCategory) with { Risk = risk, Flags = RequestFlags.Emergency }).Decided().Is(Outcome.Refuse, "X11", RuleSet.RecipientRisk);
        (Asking.Clinician(Item.PlanContent) with { Risk = risk }).Decided().Is(Outcome.Refuse, "X4", RuleSet.MatrixCell);
    }

    [Fact]
    public void A_written_reason_declares_risk_from_the_asker_as_well() =>
        (Asking.Clinician(Item.PlanFlag) with { Justification = Asking.Reason() with { IfShared = 3, Source = RiskSource.Recipient } }).Decided()
            .Is(Outcome.Refuse, "X11", RuleSet.RecipientRisk);

    // P3
    [Fact]
    public void Where_the_wrong_people_would_learn_what_tells_a_place_follows_the_shield()
    {
        var leak = Risk(4, 3, RiskSource.OnwardLeak);
        (Asking.Enquiry(Item.Address) with { Risk = leak }).Decided().Is(Outcome.Refuse, "X10", RuleSet.LeakRisk);
        (Asking.Enquiry(Item.Address) with { Risk = leak, Flags = RequestFlags.Allocated }).Decided().Is(Outcome.Justify, "X10", RuleSet.LeakRisk);
        (Asking.Enquiry(Item.GpRegistration) with { Risk = leak }).Decided().Is(Outcome.ShareLess, "X10", RuleSet.LeakRisk);
        (Asking.Enquiry(Item.LeadSocialWorker) with { Risk = leak }).Decided().Is(Outcome.Share, "A6", RuleSet.LeakRisk);
    }

    [Fact]
    public void A_leak_of_lower_risk_hides_no_place() =>
        (Asking.Enquiry(Item.Address) with { Risk = Risk(4, 2, RiskSource.OnwardLeak) }).Decided().IsWithout(RuleSet.LeakRisk);

    [Fact]
    public void A_leak_of_lower_risk_is_not_handled_and_handling_takes_nothing_off_it()
    {
        (Asking.Triage(Item.GpRegistration) with { Risk = Risk(2, 2, RiskSource.OnwardLeak) }).Decided().IsWithout(RuleSet.LeakRisk);
        var flag = (Asking.Triage(Item.PlanFlag) with { Risk = Risk(2, 2, RiskSource.OnwardLeak) }).Decided();
        flag.Is(Outcome.AskHolder, "A1", RuleSet.Balance);
        flag.IsWithout(RuleSet.LeakRisk);
    }

    [Fact]
    public void A_risk_of_another_kind_hides_no_place() =>
        (Asking.Enquiry(Item.Address) with { Risk = Risk(4, 3, RiskSource.Investigation) }).Decided().IsWithout(RuleSet.LeakRisk);

    [Fact]
    public void An_emergency_releases_no_place_that_the_wrong_people_would_learn() =>
        (Asking.Officer(Item.Address) with { Risk = Risk(4, 3, RiskSource.OnwardLeak), Flags = RequestFlags.Emergency }).Decided()
            .Is(Outcome.Justify, "X10", RuleSet.LeakRisk);

    // P4
    [Theory]
    [InlineData(3, 2, Outcome.Share)]
    [InlineData(3, 3, Outcome.AskHolder)]
    [InlineData(3, 4, Outcome.AskHolder)]
    [InlineData(null, 2, Outcome.Share)]
    [InlineData(null, 3, Outcome.AskHolder)]
    public void The_risk_of_not_sharing_must_be_the_greater(int? ifNotShared, int ifShared, Outcome expected)
    {
        var decided = (Asking.Clinician(Item.PlanFlag) with { Risk = Risk(ifNotShared, ifShared, RiskSource.Deterrence) }).Decided();
        if (expected == Outcome.Share) decided.Is(Outcome.Share, "A1", RuleSet.MatrixCell);
        else decided.Is(Outcome.AskHolder, "A1", RuleSet.Balance);
    }

    [Fact]
    public void The_standing_risk_of_sharing_is_weighed_where_only_the_other_is_declared() =>
        (Asking.Clinician(Item.PlanDates) with { Risk = Risk(1, null) }).Decided().Is(Outcome.AskHolder, "A1", RuleSet.Balance);

    [Fact]
    public void A_risk_with_no_level_declares_nothing()
    {
        var facts = Asking.Clinician(Item.PlanFlag);
        Assert.Equal(facts.Decided(), (facts with { Risk = Risk(null, null, RiskSource.Recipient) }).Decided());
    }

    [Theory]
    [InlineData(Item.GpRegistration, "csc-social-worker", Purpose.Section47)]
    [InlineData(Item.School, "csc-social-worker", Purpose.Section47)]
    [InlineData(Item.OutOfHoursContact, "csc-social-worker", Purpose.Section47)]
    [InlineData(Item.AbuseMarker, "police-frontline", Purpose.DomesticAbuseIncident)]
    public void Directory_entries_and_the_askers_own_data_are_not_weighed(Item item, string role, Purpose purpose) =>
        (Asking.About(role, purpose, item) with { Risk = Risk(3, 4, RiskSource.Deterrence) }).Decided().IsWithout(RuleSet.Balance);

    [Theory]
    [InlineData(3, Outcome.AskHolder)]
    [InlineData(2, Outcome.Justify)]
    public void A_written_reason_is_weighed_too(int ifShared, Outcome expected)
    {
        var reason = Asking.Reason() with { IfShared = ifShared, Source = RiskSource.Deterrence };
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = reason }).Decided();
        Assert.Equal(expected, decided.Outcome);
        Assert.Equal(expected == Outcome.Justify, decided.Justified);
    }

    [Fact]
    public void A_written_reason_takes_nothing_from_what_needs_none() =>
        (Asking.Clinician(Item.AttendanceComplaint) with { Justification = Asking.Reason() with { IfNotShared = 2 } }).Decided()
            .Is(Outcome.Share, "A4", RuleSet.MatrixCell);

    [Fact]
    public void Handling_takes_two_off_the_risk_of_a_leak_where_it_is_compulsory()
    {
        var decided = (Asking.Clinician(Item.PlanFlag) with { Risk = Risk(3, 4, RiskSource.OnwardLeak) }).Decided();
        decided.Is(Outcome.Share, "A1", RuleSet.LeakRisk);
        (Asking.Triage(Item.PlanFlag) with { Risk = Risk(2, 3, RiskSource.OnwardLeak) }).Decided().Is(Outcome.Share, "A1", RuleSet.LeakRisk);
        (Asking.Triage(Item.PlanFlag) with { Risk = Risk(2, 4, RiskSource.OnwardLeak) }).Decided().Is(Outcome.AskHolder, "A1", RuleSet.Balance);
    }

    [Theory]
    [InlineData(Item.PlanFlag, "A1")]
    [InlineData(Item.PlanCategory, "Ja")]
    [InlineData(Item.AbuseDetail, "He")]
    public void An_emergency_opens_nothing_that_the_balance_leaves_to_the_holder(Item item, string reason)
    {
        var decided = (Asking.Clinician(item) with { Risk = Risk(3, 3, RiskSource.Investigation), Flags = RequestFlags.Emergency }).Decided();
        decided.Is(Outcome.AskHolder, reason, RuleSet.Balance);
        Assert.False(decided.Emergency);
        Assert.NotEqual(Outcome.AskHolder, (Asking.Clinician(item) with { Risk = Risk(4, 1, RiskSource.Investigation), Flags = RequestFlags.Emergency }).Decided().Outcome);
    }

    [Fact]
    public void Handling_takes_nothing_off_where_the_item_is_a_place() =>
        (Asking.Clinician(Item.AttendanceSite) with { Risk = Risk(2, 2, RiskSource.OnwardLeak) }).Decided().Is(Outcome.AskHolder, "A3", RuleSet.Balance);

    // P6
    [Fact]
    public void What_is_about_another_person_goes_as_a_yes_or_no()
    {
        Asking.Clinician(Item.SiblingOnPlan).Decided().Is(Outcome.ShareLess, "M2", RuleSet.ThirdParty);
        Asking.Triage(Item.PlanCategory).Decided().IsWithout(RuleSet.ThirdParty);
        Asking.Enquiry(Item.SiblingOnPlan).Decided().IsWithout(RuleSet.ThirdParty);
    }

    // P7
    [Theory]
    [InlineData(3, Outcome.Share, "A6")]
    [InlineData(2, Outcome.AskHolder, "He")]
    public void Detail_of_abuse_opens_for_significant_harm_alone(int level, Outcome expected, string reason) =>
        (Asking.Enquiry(Item.AbuseDetail) with { Risk = Risk(level, 0) }).Decided()
            .Is(expected, reason, level < 3 ? RuleSet.Deterrence : RuleSet.MatrixCell);

    [Fact]
    public void What_is_for_the_holder_already_keeps_its_reason_at_a_low_declared_risk() =>
        (Asking.Triage(Item.AbuseDetail) with { Risk = Risk(2, 0), Flags = RequestFlags.DutyInForce }).Decided()
            .Is(Outcome.AskHolder, "Hf", RuleSet.DutyInForce);

    [Fact]
    public void At_a_low_declared_risk_the_lead_at_the_holder_decides_on_detail()
    {
        var front = Asking.About("csc-front-door", Purpose.FrontDoor, Item.AbuseDetail);
        front.Decided().Is(Outcome.Justify, "Jb", RuleSet.MatrixCell);
        (front with { Risk = Risk(2, 0) }).Decided().Is(Outcome.AskHolder, "He", RuleSet.Deterrence);
        (front with { Risk = Risk(3, 0) }).Decided().Is(Outcome.Justify, "Jb", RuleSet.MatrixCell);
        (front with { Risk = Risk(2, 0), Items = [Item.AbuseMarker] }).Decided().IsWithout(RuleSet.Deterrence);
    }

    [Fact]
    public void An_emergency_opens_no_detail_at_a_low_declared_risk() =>
        (Asking.About("csc-front-door", Purpose.FrontDoor, Item.AbuseDetail) with { Risk = Risk(2, 0), Flags = RequestFlags.Emergency }).Decided()
            .Is(Outcome.AskHolder, "He", RuleSet.Deterrence);

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 0)]
    public void Detail_of_a_sensitive_attendance_opens_for_significant_harm_alone(int level, int withheld)
    {
        var facts = Asking.Clinician(Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome)
            with
        { Risk = Risk(level, 0), AlreadyHeld = ItemWords.All };
        var sensitive = facts.All(new RecordFacts(Shield: false) { SensitiveAttendance = true }).SensitiveAttendance;
        Assert.Equal(withheld, sensitive.Length);
        Assert.All(sensitive, item => item.Is(Outcome.AskHolder, "He", RuleSet.Deterrence));
    }

    [Fact]
    public void A_written_reason_at_a_low_risk_opens_no_detail_of_a_sensitive_attendance()
    {
        var facts = Asking.Clinician(Item.AttendanceComplaint) with { Justification = Asking.Reason() with { IfNotShared = 2 } };
        var record = new RecordFacts(Shield: false) { SensitiveAttendance = true };
        Assert.Single(facts.All(record).SensitiveAttendance).Is(Outcome.AskHolder, "He", RuleSet.Deterrence);
        Assert.Empty(facts.All(record with { SensitiveConsentGiven = true }).SensitiveAttendance);
        Assert.Equal(facts.All(record).SensitiveAttendance, (facts with { Consent = Asking.TheirOwn }).All(record).SensitiveAttendance);
        Assert.Empty((facts with { Justification = Asking.Reason() }).All(record).SensitiveAttendance);
    }

    // P8
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(5, 0)]
    [InlineData(3, -1)]
    [InlineData(3, 5)]
    public void A_level_outside_the_scale_is_none(int ifNotShared, int ifShared) =>
        (Asking.Clinician(Item.PlanFlag) with { Risk = Risk(ifNotShared, ifShared) }).Decided().Is(Outcome.AskHolder, "A1", RuleSet.Completeness);

    [Fact]
    public void A_level_outside_the_scale_says_nothing_of_what_is_for_the_holder_already() =>
        (Asking.Pupil(Item.AttendanceCount) with { Risk = Risk(9, 9) }).Decided().IsWithout(RuleSet.Completeness);

    [Fact]
    public void A_level_outside_the_scale_opens_nothing() =>
        (Asking.Clinician(Item.PlanContent) with { Risk = Risk(9, 9) }).Decided().Is(Outcome.Refuse, "X4", RuleSet.MatrixCell);

    public static TheoryData<JustificationFields> Levels => [JustificationFields.IfNotShared, JustificationFields.IfShared,
        JustificationFields.IfNotSharedReason, JustificationFields.IfSharedReason, JustificationFields.Source, JustificationFields.DeclaredBy];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Without_both_levels_both_reasons_and_who_judged_the_holder_decides(JustificationFields lacking)
    {
        var decided = (Asking.Clinician(Item.PlanCategory) with { Justification = JustificationTests.Without(lacking) }).Decided();
        decided.Is(Outcome.AskHolder, "Ja", RuleSet.Completeness);
        Assert.False(decided.Justified);
    }

    [Fact]
    public void A_declared_emergency_asks_for_no_writing_first() =>
        (Asking.Clinician(Item.PlanCategory) with { Justification = JustificationTests.Without(JustificationFields.DeclaredBy), Flags = RequestFlags.Emergency })
            .Decided().Is(Outcome.Share, "Ja", RuleSet.EmergencyDeclared);
}
