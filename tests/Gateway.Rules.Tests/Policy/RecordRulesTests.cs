using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>What the record may still make stricter: a court order and the shield.</summary>
public sealed class RecordRulesTests
{
    private static readonly RecordFacts Shielded = new(Shield: true);

    [Theory]
    [InlineData(Item.LeadSocialWorker, Outcome.ShareLess)]
    [InlineData(Item.AttendanceSite, Outcome.ShareLess)]
    [InlineData(Item.GpRegistration, Outcome.ShareLess)]
    [InlineData(Item.School, Outcome.Refuse)]
    [InlineData(Item.Address, Outcome.Refuse)]
    public void Protected_whereabouts_hide_what_tells_a_place(Item item, Outcome expected)
    {
        Asking.Enquiry(item).Decided(Shielded).Is(expected, "X10", RuleSet.Shield);
        Asking.Enquiry(item).Decided(new RecordFacts(Shield: false)).Is(Outcome.Share, "A6", RuleSet.MatrixCell);
    }

    [Theory]
    [InlineData(Item.LeadSocialWorker, Outcome.ShareLess)]
    [InlineData(Item.AttendanceSite, Outcome.Justify)]
    [InlineData(Item.GpRegistration, Outcome.Justify)]
    [InlineData(Item.School, Outcome.Justify)]
    [InlineData(Item.Address, Outcome.Justify)]
    public void The_allocated_social_worker_may_write_a_reason(Item item, Outcome expected) =>
        (Asking.Enquiry(item) with { Flags = RequestFlags.Allocated }).Decided(Shielded).Is(expected, "X10", RuleSet.Shield);

    [Fact]
    public void Allocation_is_worth_nothing_outside_social_care() =>
        (Asking.Clinician(Item.Address) with { Flags = RequestFlags.Allocated }).Decided(Shielded).Is(Outcome.Refuse, "X10", RuleSet.Shield);

    [Theory]
    [InlineData(Item.School, "X10")]
    [InlineData(Item.Address, "Jc")]
    [InlineData(Item.AttendanceSite, "Jc")]
    public void In_danger_now_a_written_reason_is_enough(Item item, string reason) =>
        Assert.Equal((Outcome.Justify, reason), (Asking.Officer(item).Decided(Shielded).Outcome, Asking.Officer(item).Decided(Shielded).Reason));

    [Fact]
    public void An_outcome_as_strict_already_keeps_its_reason()
    {
        Asking.Pupil(Item.AttendanceSite).Decided(Shielded).Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);
        Asking.About("police-ppu", Purpose.DomesticAbuseIncident, Item.GpRegistration).Decided(Shielded).Is(Outcome.ShareLess, "M1", RuleSet.MatrixCell);
        Asking.About("police-ppu", Purpose.DomesticAbuseIncident, Item.GpRegistration).Decided(Shielded).IsWithout(RuleSet.Shield);
    }

    [Fact]
    public void The_minimal_form_stands_where_a_written_reason_would_be_enough() =>
        Asking.About("gp", Purpose.ImmediateProtection, Item.Address).Decided(Shielded).Is(Outcome.ShareLess, "M3", RuleSet.MatrixCell);

    [Fact]
    public void An_emergency_releases_no_protected_address()
    {
        var decided = (Asking.Officer(Item.Address) with { Flags = RequestFlags.Emergency }).Decided(Shielded);
        decided.Is(Outcome.Justify, "X10", RuleSet.Shield | RuleSet.EmergencyDeclared);
        Assert.False(decided.Emergency);
    }

    [Fact]
    public void A_demand_for_a_protected_address_goes_to_a_person()
    {
        var facts = Asking.About("practice-reviewer", Purpose.Compelled, Item.Address) with { Demanded = [Item.Address] };
        facts.Decided(Shielded).Is(Outcome.AskHolder, "Hb", RuleSet.CompelledDisclosure);
    }

    [Fact]
    public void A_court_order_in_the_record_forbids_its_item_alone()
    {
        var decision = Asking.Enquiry(Item.Address, Item.PlanFlag).All(new RecordFacts(Shield: false) { Prohibited = [Item.Address] });
        decision.Items[0].Is(Outcome.Refuse, "X13", RuleSet.CourtOrderProhibits);
        decision.Items[1].Is(Outcome.Share, "A6", RuleSet.MatrixCell);
    }

    [Fact]
    public void What_is_refused_already_says_nothing_of_a_court_order_in_the_record() =>
        Asking.Pupil(Item.AttendanceSite).Decided(new RecordFacts(Shield: false) { Prohibited = [Item.AttendanceSite] })
            .Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);

    [Fact]
    public void A_court_order_in_the_record_beats_a_compelled_disclosure()
    {
        var facts = Asking.About("practice-reviewer", Purpose.Compelled, Item.Address) with { Demanded = [Item.Address] };
        facts.Decided(new RecordFacts(Shield: false) { Prohibited = [Item.Address] }).Is(Outcome.Refuse, "X13", RuleSet.CourtOrderProhibits);
    }

    [Fact]
    public void At_a_low_declared_risk_the_place_of_a_sensitive_attendance_is_for_the_holder()
    {
        var facts = Asking.Officer(Item.AttendanceCount, Item.AttendanceSite) with { Risk = new RiskDeclared(2, 0, RiskSource.None) };
        var decision = facts.All(Shielded with { SensitiveAttendance = true });
        Assert.Equal(Item.AttendanceSite, Assert.Single(decision.SensitiveAttendance).Item);
        decision.SensitiveAttendance[0].Is(Outcome.AskHolder, "He", RuleSet.Deterrence);
    }

    [Fact]
    public void A_record_with_nothing_to_say_changes_nothing()
    {
        var decision = Asking.Enquiry(Item.Address).All();
        Assert.Same(decision, Decide.WithRecord(Repository.Policy, decision, Asking.Enquiry(Item.Address), new RecordFacts(Shield: false)));
    }
}
