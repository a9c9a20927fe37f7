using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

public sealed class DecideTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    [Fact]
    public void Every_cell_of_the_matrix_is_what_an_ordinary_request_gets()
    {
        foreach (var line in File.ReadLines(Repository.SharedOrSkip("domain", "sharing-matrix.csv")).Skip(1))
        {
            var cell = line.Split(',');
            if (cell[0] == "anyone" || cell[1] is "any" or "PU13" or "PU17") continue;
            _ = PurposeWords.TryReadId(cell[1], out var purpose);
            var item = ItemWords.All.Single(i => i.Id() == cell[2]);
            var decided = Ask(cell[0], purpose, item, pregnant: true, consent: true);
            if (item == Item.OutOfHoursContact) Assert.Equal(Outcome.Share, decided.Outcome);
            else Assert.Equal((line, cell[4]), (line, decided.Reason));
        }
    }

    [Fact]
    public void A_role_the_policy_does_not_know_receives_nothing() =>
        Assert.All(ItemWords.All.Remove(Item.OutOfHoursContact), item =>
            Assert.Equal(Outcome.Refuse, Ask("unrecognised", Purpose.UnscheduledCare, item).Outcome));

    [Fact]
    public void A_role_without_a_column_gains_nothing_from_a_purpose_of_others() =>
        Assert.All(ItemWords.All.Remove(Item.OutOfHoursContact), item =>
            Assert.Equal(Outcome.Refuse, Ask("dsl", Purpose.Section17, item).Outcome));

    [Theory]
    [InlineData("ed-triage-clinician", Purpose.UnscheduledCare)]
    [InlineData("police-frontline", Purpose.DomesticAbuseIncident)]
    [InlineData("dsl", Purpose.SchoolConcern)]
    [InlineData("gp", Purpose.ScheduledCare)]
    public void No_relationship_refuses_every_item(string role, Purpose purpose) =>
        Assert.All(ItemWords.All.Remove(Item.OutOfHoursContact), item =>
            Assert.Equal("X2", Decide.Request(Repository.Policy, new RequestFacts(Now, role, purpose, [item])).Items[0].Reason));

    [Fact]
    public void The_record_only_ever_makes_a_decision_stricter()
    {
        foreach (var role in Repository.Policy.RoleNames)
            foreach (var purpose in Enum.GetValues<Purpose>())
            {
                var facts = Facts(role, purpose, ItemWords.All, pregnant: true, consent: true);
                var before = Decide.Request(Repository.Policy, facts);
                var after = Decide.WithRecord(Repository.Policy, before, facts, new RecordFacts(Shield: true));
                Assert.All(before.Items.Zip(after.Items), pair => Assert.True(pair.Second.Outcome >= pair.First.Outcome));
            }
    }

    [Fact]
    public void Same_facts_same_decision()
    {
        var facts = Facts("gp", Purpose.ClinicalConcern, ItemWords.All, pregnant: false, consent: false);
        Assert.Equal(Decide.Request(Repository.Policy, facts).Items, Decide.Request(Repository.Policy, facts).Items);
    }

    private static ItemDecision Ask(string role, Purpose purpose, Item item, bool pregnant = false, bool consent = false) =>
        Decide.Request(Repository.Policy, Facts(role, purpose, [item], pregnant, consent)).Items[0];

    private static RequestFacts Facts(string role, Purpose purpose, ImmutableArray<Item> items, bool pregnant, bool consent) =>
        new(Now, role, purpose, items)
        {
            Relationship = Repository.Policy.Role(role) is { RelationshipTypes: [var first, ..] } ? new Relationship(first, null) : null,
            AgeYears = 9,
            PregnancyRecorded = pregnant,
            Consent = new ConsentFacts(consent ? ConsentState.Given : ConsentState.NotSought),
        };
}
