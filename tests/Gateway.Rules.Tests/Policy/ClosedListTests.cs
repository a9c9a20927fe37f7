using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>What is on no closed list is denied, never guessed.</summary>
public sealed class ClosedListTests
{
    [Theory]
    [InlineData((Item)0)]
    [InlineData((Item)22)]
    [InlineData((Item)255)]
    public void An_unknown_item_is_refused(Item item)
    {
        Asking.Triage(item).Decided().Is(Outcome.Refuse, "X1", RuleSet.Scope);
        Asking.Triage(item).Decided(new RecordFacts(Shield: true) { SensitiveAttendance = true }).Is(Outcome.Refuse, "X1", RuleSet.Scope);
    }

    [Theory]
    [InlineData((Purpose)18)]
    [InlineData((Purpose)255)]
    public void An_unknown_purpose_is_refused(Purpose purpose) =>
        (Asking.About("ed-triage-clinician", purpose, Item.PlanFlag) with { Justification = Asking.Reason(), Risk = new RiskDeclared(4, 4, RiskSource.OnwardLeak) })
            .Decided().Is(Outcome.Refuse, "X1", RuleSet.Scope);

    [Theory]
    [InlineData(64)]
    [InlineData(int.MinValue)]
    public void An_unknown_flag_is_refused(int flag) =>
        (Asking.Triage(Item.PlanFlag) with { Flags = (RequestFlags)flag }).Decided().Is(Outcome.Refuse, "X1", RuleSet.Scope);

    [Fact]
    public void Every_known_flag_is_known() => Assert.All(Enum.GetValues<RequestFlags>(), flag =>
        (Asking.Triage(Item.PlanFlag) with { Flags = flag }).Decided().IsWithout(RuleSet.Scope));

    [Fact]
    public void An_unknown_flag_in_the_record_refuses_what_was_to_go()
    {
        var decision = Asking.Triage(Item.PlanFlag, Item.School).All(new RecordFacts(Shield: false) { Handling = (HandlingFlags)8 });
        decision.Items[0].Is(Outcome.Refuse, "X1", RuleSet.Scope);
        decision.Items[1].IsWithout(RuleSet.Scope);
    }

    [Fact]
    public void Every_known_flag_in_the_record_is_known() => Assert.All(Enum.GetValues<HandlingFlags>(), flag =>
        Asking.Triage(Item.PlanFlag).Decided(new RecordFacts(Shield: false) { Handling = flag }).IsWithout(RuleSet.Scope));

    [Fact]
    public void An_unknown_kind_of_relationship_is_none() =>
        (Asking.Triage(Item.PlanFlag) with { Relationship = new Relationship((RelationshipType)99, null) }).Decided()
            .Is(Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);

    [Theory]
    [InlineData("")]
    [InlineData("ED-TRIAGE-CLINICIAN")]
    [InlineData("ed-triage-clinician ")]
    [InlineData("anyone")]
    public void A_word_that_is_merely_like_a_role_is_none(string role) =>
        (Asking.Triage(Item.PlanFlag) with { Role = role }).Decided().Is(Outcome.Refuse, "X1", RuleSet.UnknownRole);
}
