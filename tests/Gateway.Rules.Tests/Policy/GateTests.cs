using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>What refuses a whole request, and in which order.</summary>
public sealed class GateTests
{
    private static readonly Relationship Ended = new(RelationshipType.Encounter, Asking.Now.AddDays(-2));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(400)]
    public void Any_number_of_children_but_one_is_bulk(int count) =>
        (Asking.Triage(Item.PlanFlag) with { SubjectCount = count }).Decided().Is(Outcome.Refuse, "X12", RuleSet.BulkRequest);

    [Fact]
    public void One_child_is_not_bulk() => Asking.Triage(Item.PlanFlag).Decided().IsWithout(RuleSet.BulkRequest);

    [Fact]
    public void A_bulk_request_gets_not_even_the_public_number() =>
        (Asking.Triage(Item.OutOfHoursContact) with { Flags = RequestFlags.Bulk }).Decided().Is(Outcome.Refuse, "X12", RuleSet.BulkRequest);

    [Fact]
    public void Bulk_is_told_before_an_unknown_role() =>
        (Asking.About("unrecognised", Purpose.UnscheduledCare, Item.PlanFlag) with { Flags = RequestFlags.Bulk }).Decided()
            .Is(Outcome.Refuse, "X12", RuleSet.BulkRequest);

    [Fact]
    public void An_unknown_role_is_refused_before_its_purpose_is_looked_at() =>
        Asking.About("unrecognised", Purpose.Other, Item.PlanFlag).Decided().Is(Outcome.Refuse, "X1", RuleSet.UnknownRole);

    [Fact]
    public void An_unknown_role_with_a_demand_in_hand_is_refused() =>
        (Asking.About("unrecognised", Purpose.Compelled, Item.PlanFlag) with { Demanded = [Item.PlanFlag] }).Decided()
            .Is(Outcome.Refuse, "X1", RuleSet.UnknownRole);

    [Fact]
    public void A_purpose_outside_the_service_is_refused_whoever_agreed() =>
        (Asking.About("gp", Purpose.Other, Item.PlanFlag) with { Consent = Asking.TheirOwn }).Decided().Is(Outcome.Refuse, "X3", RuleSet.ProhibitedPurpose);

    [Fact]
    public void A_purpose_outside_the_service_is_told_before_a_conflict_of_interest() =>
        (Asking.About("gp", Purpose.Other, Item.PlanFlag) with { Flags = RequestFlags.ConflictOfInterest }).Decided()
            .Is(Outcome.Refuse, "X3", RuleSet.ProhibitedPurpose);

    [Fact]
    public void A_conflict_of_interest_is_told_before_a_missing_relationship() =>
        (Asking.Triage(Item.PlanFlag) with { Flags = RequestFlags.ConflictOfInterest, Relationship = null }).Decided()
            .Is(Outcome.Refuse, "X11", RuleSet.ConflictOfInterest);

    [Fact]
    public void Without_a_conflict_of_interest_nothing_is_said_of_one() =>
        Asking.Triage(Item.PlanFlag).Decided().Is(Outcome.Share, "A1", RuleSet.MatrixCell);

    [Fact]
    public void A_missing_relationship_hides_that_the_child_is_unknown() =>
        Assert.Equal(
            (Asking.Triage(Item.PlanFlag) with { Relationship = null }).Decided(),
            (Asking.Triage(Item.PlanFlag) with { Relationship = null, Identity = IdentityMatch.None }).Decided());

    [Fact]
    public void A_missing_relationship_hides_that_a_court_order_exists() =>
        Assert.Equal(
            (Asking.Triage(Item.Address) with { Relationship = Ended }).Decided(),
            (Asking.Triage(Item.Address) with { Relationship = Ended, Prohibited = [Item.Address] }).Decided());

    [Theory]
    [InlineData(IdentityMatch.Ambiguous)]
    [InlineData(IdentityMatch.None)]
    [InlineData(IdentityMatch.Superseded)]
    [InlineData((IdentityMatch)9)]
    public void Unless_the_child_is_identified_exactly_there_is_no_data(IdentityMatch identity) =>
        (Asking.Triage(Item.PlanFlag) with { Identity = identity }).Decided().Is(Outcome.NoData, "IDENTITY", RuleSet.IdentityNotExact);

    [Fact]
    public void An_unidentified_child_is_told_before_a_court_order() =>
        (Asking.Triage(Item.Address) with { Identity = IdentityMatch.None, Prohibited = [Item.Address] }).Decided()
            .Is(Outcome.NoData, "IDENTITY", RuleSet.IdentityNotExact);

    [Fact]
    public void A_court_order_beats_the_cell_for_its_own_item_alone()
    {
        var facts = Asking.Clinician(Item.Address, Item.PlanFlag) with { Prohibited = [Item.Address] };
        facts.All().For(Item.Address)!.Value.Is(Outcome.Refuse, "X13", RuleSet.CourtOrderProhibits);
        facts.All().For(Item.PlanFlag)!.Value.Is(Outcome.Share, "A1", RuleSet.MatrixCell);
    }

    [Fact]
    public void A_court_order_beats_a_compelled_disclosure() =>
        (Compelled(Item.Address) with { Prohibited = [Item.Address] }).Decided().Is(Outcome.Refuse, "X13", RuleSet.CourtOrderProhibits);

    [Fact]
    public void What_a_demand_names_goes_to_a_person_who_validates_it() =>
        Compelled(Item.AdultRecord).Decided().Is(Outcome.AskHolder, "Hb", RuleSet.CompelledDisclosure);

    [Fact]
    public void What_a_demand_does_not_name_is_refused() =>
        (Compelled(Item.AdultRecord) with { Demanded = [Item.PlanFlag] }).Decided().Is(Outcome.Refuse, "X1", RuleSet.CompelledDisclosure);

    [Fact]
    public void A_demand_needs_no_relationship_and_no_emergency_opens_it() =>
        (Compelled(Item.AdultRecord) with { Relationship = null, Flags = RequestFlags.Emergency }).Decided()
            .Is(Outcome.AskHolder, "Hb", RuleSet.CompelledDisclosure);

    [Fact]
    public void A_demand_in_hand_gives_nothing_to_another_purpose() =>
        (Asking.Pupil(Item.AttendanceSite) with { Demanded = [Item.AttendanceSite] }).Decided().Is(Outcome.Refuse, "X1", RuleSet.MatrixCell);

    private static RequestFacts Compelled(Item item) => Asking.About("practice-reviewer", Purpose.Compelled, item) with { Demanded = [item] };
}
