using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

public sealed class ObligationTests
{
    private const ObligationSet Handling = ObligationSet.HandlingNotice | ObligationSet.SuppressParentViews;

    private static readonly Combined Yes = Combined.Of([CustodianSaid.Held]);
    private static readonly Combined Nothing = Combined.Of([CustodianSaid.NothingHeld]);
    private static readonly Combined Unknown = Combined.Of([CustodianSaid.NotKnown(Because.NoReply)]);

    [Fact]
    public void An_ordinary_answer_obliges_to_nothing() => Assert.Equal(ObligationSet.None, Asking.Clinician(Item.PlanFlag).All().Obligations);

    [Fact]
    public void Refusals_that_look_like_misuse_are_told_to_the_governance_officers()
    {
        Assert.Equal(ObligationSet.PrivacyAlert, (Asking.Clinician(Item.PlanFlag) with { Relationship = null }).All().Obligations);
        Assert.Equal(ObligationSet.PrivacyAlert, Asking.About("gp", Purpose.Other, Item.PlanFlag).All().Obligations);
        Assert.Equal(ObligationSet.PrivacyAlert, (Asking.Clinician(Item.PlanFlag) with { SubjectCount = 2 }).All().Obligations);
        Assert.Equal(ObligationSet.None, Asking.Pupil(Item.AttendanceSite, Item.PlanContent).All().Obligations);
    }

    [Fact]
    public void With_a_conflict_of_interest_a_colleague_makes_the_request() =>
        Assert.Equal(ObligationSet.PrivacyAlert | ObligationSet.ColleagueMakesRequest,
            (Asking.Clinician(Item.PlanFlag) with { Flags = RequestFlags.ConflictOfInterest }).All().Obligations);

    [Fact]
    public void A_risk_from_the_asker_is_told_but_sends_no_colleague() =>
        Assert.Equal(ObligationSet.PrivacyAlert,
            (Asking.Clinician(Item.PlanFlag) with { Risk = new RiskDeclared(3, 3, RiskSource.Recipient) }).All().Obligations);

    [Fact]
    public void What_needs_a_written_reason_is_reviewed() =>
        Assert.Equal(ObligationSet.ReviewOneWorkingDay, Asking.Clinician(Item.PlanCategory).All().Obligations);

    [Fact]
    public void A_declared_emergency_is_reviewed_even_where_it_is_refused()
    {
        Assert.Equal(ObligationSet.ReviewOneWorkingDay, (Asking.Clinician(Item.PlanFlag) with { Flags = RequestFlags.Emergency }).All().Obligations);
        Assert.Equal(ObligationSet.ReviewOneWorkingDay | ObligationSet.PrivacyAlert,
            (Asking.Clinician(Item.PlanFlag) with { Flags = RequestFlags.Emergency, Relationship = null }).All().Obligations);
    }

    [Fact]
    public void What_the_shield_makes_a_matter_of_a_written_reason_is_reviewed() =>
        Assert.Equal(ObligationSet.ReviewOneWorkingDay | Handling,
            (Asking.Enquiry(Item.Address) with { Flags = RequestFlags.Allocated }).All(new RecordFacts(Shield: true)).Obligations);

    [Fact]
    public void What_the_shield_refuses_needs_no_review() =>
        Assert.Equal(Handling, Asking.About("gp", Purpose.ClinicalConcern, Item.School).All(new RecordFacts(Shield: true)).Obligations);

    [Fact]
    public void Of_scheduled_care_the_council_is_not_told() =>
        Assert.Equal(ObligationSet.NoLaNotification, Asking.About("gp", Purpose.ScheduledCare, Item.PlanFlag).All().Obligations);

    [Fact]
    public void Of_a_child_who_is_not_identified_no_candidates_are_shown() =>
        Assert.Equal(ObligationSet.NoCandidateList, (Asking.Clinician(Item.PlanFlag) with { Identity = IdentityMatch.Ambiguous }).All().Obligations);

    [Fact]
    public void Of_a_child_who_was_not_even_looked_for_nothing_is_said() =>
        Assert.Equal(ObligationSet.PrivacyAlert,
            (Asking.Clinician(Item.PlanFlag) with { Identity = IdentityMatch.None, Relationship = null }).All().Obligations);

    [Fact]
    public void A_demand_is_validated() =>
        Assert.Equal(ObligationSet.ValidateAuthority,
            (Asking.About("practice-reviewer", Purpose.Compelled, Item.AdultRecord) with { Demanded = [Item.AdultRecord] }).All().Obligations);

    public static TheoryData<RecordFacts> Marked =>
    [
        new RecordFacts(Shield: true), new RecordFacts(Shield: false) { Handling = HandlingFlags.Hba },
        new RecordFacts(Shield: false) { Handling = HandlingFlags.Fii }, new RecordFacts(Shield: false) { Handling = HandlingFlags.DoNotInformParents },
    ];

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_marked_record_is_handled_as_marked(RecordFacts record) =>
        Assert.Equal(Handling, Asking.Clinician(Item.PlanFlag).All(record).Obligations);

    [Fact]
    public void An_unmarked_record_needs_no_notice() =>
        Assert.Equal(ObligationSet.None, Asking.Clinician(Item.PlanFlag).All(new RecordFacts(Shield: false) { BeyondWindow = [Item.PlanEnded] }).Obligations);

    public static TheoryData<RequestFacts> Stopped =>
    [
        Asking.Clinician(Item.PlanFlag) with { SubjectCount = 2 }, Asking.Clinician(Item.PlanFlag) with { Relationship = null },
        Asking.Clinician(Item.PlanFlag) with { Flags = RequestFlags.ConflictOfInterest }, Asking.About("gp", Purpose.Other, Item.PlanFlag),
        Asking.Clinician(Item.PlanFlag) with { Identity = IdentityMatch.None }, Asking.About("unrecognised", Purpose.Research, Item.PlanFlag),
        Asking.About("child-or-parent", Purpose.OwnRights, Item.Address),
        Asking.Clinician(Item.OutOfHoursContact) with { Flags = RequestFlags.ConflictOfInterest },
    ];

    [Theory]
    [MemberData(nameof(Stopped))]
    public void Nobody_without_a_verified_relationship_learns_that_a_record_is_marked(RequestFacts facts) =>
        Assert.Equal(facts.All().Obligations, facts.All(new RecordFacts(Shield: true) { Handling = HandlingFlags.Hba }).Obligations);

    [Fact]
    public void Where_the_risk_comes_from_the_asker_the_marks_are_minded_all_the_same() =>
        Assert.Equal(Handling | ObligationSet.PrivacyAlert,
            (Asking.Clinician(Item.PlanFlag) with { Risk = new RiskDeclared(4, 4, RiskSource.Recipient) }).All(new RecordFacts(Shield: true)).Obligations);

    [Theory]
    [InlineData(4, 3, true)]
    [InlineData(4, 2, false)]
    [InlineData(2, 2, false)]
    public void A_declared_leak_is_handled_as_a_marked_record_is(int ifNotShared, int ifShared, bool handled) =>
        Assert.Equal(handled ? Handling : ObligationSet.None,
            (Asking.Clinician(Item.PlanFlag) with { Risk = new RiskDeclared(ifNotShared, ifShared, RiskSource.OnwardLeak) }).All().Obligations);

    [Theory]
    [InlineData(Item.PlanFlag)]
    [InlineData(Item.LookedAfter)]
    [InlineData(Item.UnbornPlan)]
    public void Of_a_child_with_a_plan_who_presents_the_council_is_told(Item item)
    {
        Assert.Equal(ObligationSet.NotifyLaAttended, Found(Asking.Triage(item), item, Yes));
        Assert.Equal(ObligationSet.None, Found(Asking.Triage(item), item, Nothing));
        Assert.Equal(ObligationSet.None, Found(Asking.Clinician(item), item, Yes));
        Assert.Equal(ObligationSet.PrivacyAlert, Found(Asking.Triage(item) with { Relationship = null }, item, Yes));
    }

    [Fact]
    public void Of_anything_else_that_is_held_the_council_is_not_told() =>
        Assert.Equal(ObligationSet.None, Found(Asking.Triage(Item.PlanEnded), Item.PlanEnded, Yes));

    [Fact]
    public void Where_the_plan_is_not_known_the_nurse_rings_before_she_decides()
    {
        Assert.Equal(ObligationSet.RingBeforeDeciding, Found(Asking.Triage(Item.PlanFlag), Item.PlanFlag, Unknown));
        Assert.Equal(ObligationSet.RingBeforeDeciding, Found(Asking.Triage(Item.UnbornPlan), Item.UnbornPlan, Unknown));
        Assert.Equal(ObligationSet.None, Found(Asking.Triage(Item.PlanFlag), Item.PlanFlag, Nothing));
        Assert.Equal(ObligationSet.None, Found(Asking.Triage(Item.LookedAfter), Item.LookedAfter, Unknown));
        Assert.Equal(ObligationSet.None, Found(Asking.Triage(Item.PlanFlag), Item.LookedAfter, Unknown));
    }

    [Fact]
    public void What_an_answer_adds_takes_nothing_away() =>
        Assert.Equal(ObligationSet.ReviewOneWorkingDay | ObligationSet.RingBeforeDeciding,
            Found(Asking.Clinician(Item.PlanFlag, Item.PlanCategory), Item.PlanFlag, Unknown));

    [Fact]
    public void Each_obligation_has_one_code_that_reads_back()
    {
        var all = Enum.GetValues<ObligationSet>().Where(one => one != ObligationSet.None).ToArray();
        Assert.Equal(10, all.Length);
        Assert.All(all, one => Assert.True(ObligationWords.TryRead(Assert.Single(one.Words()), out var read) && read == one));
        Assert.False(ObligationWords.TryRead("NEXT_STEP_CSC", out _));
        Assert.False(ObligationWords.TryRead(null, out _));
    }

    [Fact]
    public void Each_rule_has_one_id_that_reads_back()
    {
        Assert.Equal(34, RuleIds.All.Length);
        Assert.All(RuleIds.All, rule => Assert.True(RuleIds.TryRead(rule.Id(), out var read) && read == rule));
        Assert.Equal(["1", "7", "18", "R14", "R7", "N1", "N6", "P1", "P8"], ((RuleSet[])
        [
            RuleSet.BulkRequest, RuleSet.NoVerifiedRelationship, RuleSet.PostQueryChecks, RuleSet.PublicNumber, RuleSet.UnknownRole,
            RuleSet.EffectiveContribution, RuleSet.InsideTheWindow, RuleSet.IntrusionCap, RuleSet.Completeness,
        ]).Select(rule => rule.Id()));
        Assert.Equal([RuleSet.MatrixCell, RuleSet.Shield], (RuleSet.Shield | RuleSet.MatrixCell).Each());
    }

    private static ObligationSet Found(RequestFacts facts, Item item, Combined combined) =>
        SourceObligations.Add(facts.All(), facts, [new ItemFound(item, combined)]).Obligations;
}
