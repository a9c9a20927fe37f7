using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Consent;

/// <summary>Who may give or refuse (sharing rules, 3.4), and the published cases that turn on it.</summary>
public sealed class ResolveTests
{
    [Fact]
    public void One_holder_of_parental_responsibility_is_enough_and_the_others_objection_is_kept()
    {
        var resolved = Answers.Resolve(9, Answers.Mother(), Answers.Mother(ConsentStage.Refused));
        Assert.Equal((ConsentState.Given, ConsentGiver.ParentWithPr, true), (resolved.State, resolved.GivenBy, resolved.Conflict));
        Assert.Equal(ConsentStage.Refused, Assert.Single(resolved.Others).Stage);
        Assert.Equal(2, resolved.Considered.Length);
    }

    [Fact]
    public void Two_answers_of_different_agencies_of_which_one_is_a_no_are_a_no()
    {
        var resolved = Answers.Resolve(9, Answers.Mother(), Answers.Mother(ConsentStage.Refused, "school"));
        Assert.Equal((ConsentState.Conflict, true), (resolved.State, resolved.Conflict));
        Assert.Equal(2, resolved.Considered.Length);
    }

    [Fact]
    public void No_to_the_sharing_beside_a_yes_to_the_service_is_a_no() => Assert.Equal(
        ConsentState.Conflict, Answers.Resolve(9, Answers.Mother(), Answers.Mother(ConsentStage.Refused) with { Kind = ConsentKind.Confidentiality }).State);

    [Theory]
    [InlineData(ConsentStage.Refused, ConsentState.Refused)]
    [InlineData(ConsentStage.Withdrawn, ConsentState.Withdrawn)]
    [InlineData(ConsentStage.Pending, ConsentState.Pending)]
    [InlineData(ConsentStage.Given, ConsentState.Given)]
    [InlineData(ConsentStage.Lapsed, ConsentState.Lapsed)]
    public void Competent_child_decides_though_a_parent_says_otherwise(ConsentStage said, ConsentState state)
    {
        var resolved = Answers.Resolve(13, Answers.Child(said, competent: true), Answers.Mother(), Answers.Mother(ConsentStage.Refused));
        Assert.Equal((state, ConsentGiver.Subject, true), (resolved.State, resolved.GivenBy, resolved.Competent));
    }

    [Fact]
    public void Yes_that_the_ledger_never_had_neither_speaks_nor_judges()
    {
        var unrecorded = Answers.Child(ConsentStage.Given, competent: false) with { IsEvidenced = false, IsUnrecorded = true };
        var resolved = Answers.Resolve(13, Answers.Child(ConsentStage.Refused, competent: true), unrecorded, Answers.Mother());
        Assert.Equal((ConsentState.Refused, true), (resolved.State, resolved.Competent));
        Assert.DoesNotContain(unrecorded.Id, resolved.Considered);
    }

    [Fact]
    public void Child_judged_not_competent_has_a_view_and_a_parent_decides()
    {
        var resolved = Answers.Resolve(13, Answers.Child(ConsentStage.Refused, competent: false), Answers.Mother());
        Assert.Equal((ConsentState.Given, false), (resolved.State, resolved.Competent));
        Assert.Equal(GiverRole.Self, Assert.Single(resolved.Others).Giver);
    }

    [Theory]
    [InlineData(15, ConsentState.Given)]
    [InlineData(16, ConsentState.NotSought)]
    [InlineData(17, ConsentState.NotSought)]
    [InlineData(18, ConsentState.NotSought)]
    public void Parents_yes_does_not_outlive_the_age_of_presumed_competence(int age, ConsentState state) =>
        Assert.Equal(state, Answers.Resolve(age, Answers.Mother()).State);

    [Theory]
    [InlineData(16, ConsentState.Given)]
    [InlineData(18, ConsentState.NotPossible)]
    public void Young_person_judged_unable_is_answered_for_until_18_and_by_nobody_after(int age, ConsentState state) =>
        Assert.Equal(state, Answers.Resolve(age, Answers.Child(ConsentStage.Pending, competent: false), Answers.Mother()).State);

    [Theory]
    [InlineData(GiverRole.CouncilUnderSection20)]
    [InlineData(GiverRole.Carer)]
    [InlineData(GiverRole.StepParent)]
    public void Giver_without_parental_responsibility_gives_nothing(GiverRole giver)
    {
        var resolved = Answers.Resolve(9, Answers.Of(giver));
        Assert.Equal((ConsentState.NotSought, null), (resolved.State, resolved.GivenBy));
        Assert.True(Assert.Single(resolved.Others).Ignored);
    }

    [Fact]
    public void Council_under_a_care_order_gives() => Assert.Equal(ConsentState.Given, Answers.Resolve(9, Answers.Of(GiverRole.CouncilUnderCareOrder)).State);

    [Theory]
    [InlineData(ConsentStage.Given)]
    [InlineData(ConsentStage.Refused)]
    public void Suspected_source_of_harm_is_ignored(ConsentStage said)
    {
        var suspect = Answers.Mother(said) with { SuspectedSourceOfHarm = true };
        Assert.Equal(ConsentState.NotSoughtUnsafe, Answers.Resolve(9, suspect).State);
        Assert.Equal(ConsentState.Given, Answers.Resolve(9, suspect, Answers.Mother()).State);
        Assert.Equal(ConsentState.Refused, Answers.Resolve(9, suspect, Answers.Mother(ConsentStage.Refused)).State);
    }

    [Theory]
    [InlineData(ConsentStage.Given, ConsentState.Given)]
    [InlineData(ConsentStage.Refused, ConsentState.Refused)]
    public void Court_order_overrides_everybody(ConsentStage ordered, ConsentState state)
    {
        var resolved = Answers.Resolve(14, Answers.Of(GiverRole.CourtOrder, ordered), Answers.Child(ConsentStage.Given, true), Answers.Child(ConsentStage.Refused, true), Answers.Mother());
        Assert.Equal((state, ConsentGiver.Other), (resolved.State, resolved.GivenBy));
    }

    [Fact]
    public void Yes_counts_for_its_items_recipients_and_purposes_and_for_no_others()
    {
        var yes = Answers.Mother();
        Assert.Equal([Item.AttendanceCount], Answers.Resolve(9, [Item.PlanFlag, Item.AttendanceCount], yes).OutOfScope);
        Assert.Equal(ConsentState.NotSought, Answers.Resolve(9, [Item.AttendanceCount], yes).State);
        Assert.Equal(ConsentState.NotSought, Resolve.For(Terms.Published, Answers.Question(9) with { Recipient = "school" }, [yes], []).State);
        Assert.Equal(ConsentState.NotSought, Resolve.For(Terms.Published, Answers.Question(9) with { Purpose = Purpose.Section17 }, [yes], []).State);
    }

    [Fact]
    public void No_may_be_about_everything_and_a_yes_may_not()
    {
        var everything = new ConsentScope([], [], []);
        Assert.Equal(ConsentState.Refused, Answers.Resolve(9, Answers.Mother(ConsentStage.Refused) with { Scope = everything }).State);
        Assert.NotEqual(ConsentState.Given, Answers.Resolve(9, Answers.Mother() with { Scope = everything }).State);
    }

    [Fact]
    public void Conduct_a_yes_without_its_ledger_entry_and_another_kind_of_consent_open_nothing()
    {
        Assert.NotEqual(ConsentState.Given, Answers.Resolve(9, Answers.Mother() with { Obtained = Obtained.Implied }).State);
        Assert.NotEqual(ConsentState.Given, Answers.Resolve(9, Answers.Mother() with { IsEvidenced = false }).State);
        Assert.NotEqual(ConsentState.Given, Answers.Resolve(9, Answers.Mother() with { Kind = ConsentKind.DataProtection }).State);
        Assert.Equal(ConsentState.Refused, Answers.Resolve(9, Answers.Mother(ConsentStage.Refused) with { IsEvidenced = false }).State);
    }

    [Fact]
    public void Sensitive_attendance_is_opened_by_the_young_person_alone()
    {
        var question = Answers.Question(15) with { Sensitive = true, Purpose = Purpose.ScheduledCare, Items = [Item.AttendanceCount] };
        var scope = new ConsentScope([Item.AttendanceCount], ["gp"], [Purpose.ScheduledCare]);
        ConsentState Of(params ConsentRecord[] records) =>
            Resolve.For(Terms.Published, question, [.. records.Select(record => record with { Kind = ConsentKind.Confidentiality, Scope = scope })], []).State;
        var fraser = Answers.Judged(true, CompetenceKind.SexualHealth, ConsentKind.Confidentiality);

        Assert.Equal(ConsentState.NotSought, Of(Answers.Mother()));
        Assert.Equal(ConsentState.Given, Of(Answers.Of(GiverRole.Self) with { Competence = fraser }));
        Assert.Equal(ConsentState.NotSought, Of(Answers.Of(GiverRole.Self)));
        Assert.Equal(ConsentState.Refused, Of(Answers.Of(GiverRole.Self, ConsentStage.Refused) with { Competence = fraser }, Answers.Mother()));
        Assert.Equal(ConsentState.NotPossible, Of(Answers.Of(GiverRole.Self) with { Competence = fraser with { Weighs = false } }, Answers.Mother()));
    }

    [Fact]
    public void Competence_for_sexual_health_says_nothing_of_early_help() =>
        Assert.Equal(ConsentState.Given, Answers.Resolve(15, Answers.Child(ConsentStage.Refused, true, CompetenceKind.SexualHealth) with { Kind = ConsentKind.Confidentiality, Scope = new ConsentScope([Item.AttendanceCount], ["gp"], [Purpose.ScheduledCare]) }, Answers.Mother()).State);

    [Fact]
    public void Purpose_that_does_not_rest_on_consent_needs_none_whatever_is_recorded() => Assert.All(
        Enum.GetValues<Purpose>().Where(purpose => purpose is not (Purpose.EarlyHelp or Purpose.Section17)),
        purpose => Assert.Equal(ConsentState.NotRequired, Resolve.For(Terms.Published, Answers.Question(9) with { Purpose = purpose }, [Answers.Mother(ConsentStage.Refused)], []).State));

    [Theory]
    [InlineData(WhyNotInformed.AskingRaisesRisk, ConsentState.NotSoughtUnsafe)]
    [InlineData(WhyNotInformed.NotPossible, ConsentState.NotPossible)]
    public void Why_nobody_was_asked_is_told_where_it_was_written_down(WhyNotInformed because, ConsentState state)
    {
        var engagement = new EngagementRecord(Guid.NewGuid(), "gp", [Purpose.EarlyHelp], WhoWasInformed.Nobody, ExpressedView.NotAsked, because, null, Answers.Today, Answers.Now);
        Assert.Equal(state, Resolve.For(Terms.Published, Answers.Question(9), [], [engagement]).State);
        Assert.Equal(ConsentState.Given, Resolve.For(Terms.Published, Answers.Question(9), [Answers.Mother()], [engagement]).State);
    }

    [Fact]
    public void Items_out_of_scope_are_decided_as_if_nobody_had_been_asked()
    {
        var facts = new RequestFacts(Answers.Now, "gp", Purpose.EarlyHelp, [Item.PlanFlag, Item.School, Item.OutOfHoursContact])
        {
            Relationship = new Relationship(RelationshipType.Registration, null),
            AgeYears = 9,
            Consent = new ConsentFacts(ConsentState.Given, ConsentGiver.ParentWithPr),
        };
        var decided = DecideInScope.Request(Repository.Policy, facts, [Item.School]);
        Assert.Equal([("A12", Item.PlanFlag), ("X15", Item.School), ("A13", Item.OutOfHoursContact)], decided.Items.Select(item => (item.Reason, item.Item)));
    }
}
