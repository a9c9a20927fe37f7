using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy.Properties;

/// <summary>What must hold for every request (sharing rules, section 7), over the whole space of questions.</summary>
public sealed class PolicyPropertyTests
{
    private static readonly Item[] SayNoPlace =
        [Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.OutOfHoursContact, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded];

    [Fact]
    public void The_space_is_of_more_than_a_million_questions() => Assert.True(Space.Size > 1_000_000);

    // Property 1
    [Theory]
    [InlineData(Marks.Shield)]
    [InlineData(Marks.Sensitive)]
    [InlineData(Marks.Anomaly)]
    [InlineData(Marks.CourtOrder)]
    [InlineData(Marks.CourtOrderInRecord)]
    public void What_protects_never_makes_an_outcome_milder(Marks mark) => Space.ForEach(point =>
    {
        var (without, with) = (Without(point, mark).Decide(), point.And(mark).Decide());
        Holds(point, with.Item.Outcome >= without.Item.Outcome && with.Sensitive.Outcome >= without.Sensitive.Outcome);
    });

    [Theory]
    [InlineData(Marks.Emergency)]
    [InlineData(Marks.Duty)]
    public void What_opens_never_makes_an_outcome_stricter(Marks mark) => Space.ForEach(point =>
    {
        var (without, with) = (Without(point, mark).Decide(), point.And(mark).Decide());
        Holds(point, with.Item.Outcome <= without.Item.Outcome && with.Sensitive.Outcome <= without.Sensitive.Outcome);
    });

    // Property 2
    [Fact]
    public void A_shield_never_changes_what_says_no_place() => Space.ForEach(point =>
    {
        if (!SayNoPlace.Contains(point.Item)) return;
        Holds(point, point.And(Marks.Shield).Decide() == Without(point, Marks.Shield).Decide());
    });

    // Property 3
    [Fact]
    public void Consent_changes_nothing_but_what_rests_on_it() => Space.ForEach(point =>
    {
        if (point.Purpose is Purpose.EarlyHelp or Purpose.Section17) return;
        var (asked, unasked) = (point.Decide(), (point with { Consent = default }).Decide());
        Holds(point, asked.Item == unasked.Item && (asked.Sensitive == unasked.Sensitive || point.Item.IsAttendance()));
    });

    // Property 4
    [Fact]
    public void An_emergency_releases_no_protected_place_by_itself() => Space.ForEach(point =>
    {
        if (point.Item is not (Item.School or Item.Address)) return;
        var (calm, urgent) = (Without(point.And(Marks.Shield), Marks.Emergency).Decide().Item, point.And(Marks.Shield | Marks.Emergency).Decide().Item);
        Holds(point, urgent.Outcome != Outcome.Share && urgent.MayBeAsked == calm.MayBeAsked);
    });

    // Property 7
    [Fact]
    public void What_the_request_refuses_no_record_changes() => Space.ForEach(point =>
    {
        var request = point.Facts().Decided();
        if (request.Outcome < Outcome.Refuse) return;
        Holds(point, point.Decide() == (request, request));
    });

    [Fact]
    public void What_stops_a_request_stops_it_the_same_for_an_unknown_child() => Space.ForEach(point =>
    {
        var facts = point.Facts() with { Relationship = null };
        if (Repository.Policy.Role(point.Role) is { RelationshipTypes.IsEmpty: true } || point.Purpose == Purpose.Compelled) return;
        var unknown = (facts with { Identity = IdentityMatch.None }).All();
        Holds(point, facts.Decided() == unknown.Items[0] && facts.All().Obligations == unknown.Obligations);
    });

    // Property 8
    [Fact]
    public void The_same_facts_give_the_same_answer() => Space.ForEach(point =>
    {
        var (one, other) = (point.Facts().All(point.Record()), point.Facts().All(point.Record()));
        Holds(point, one.Items.SequenceEqual(other.Items) && one.Obligations == other.Obligations && one.SensitiveAttendance.SequenceEqual(other.SensitiveAttendance));
    });

    [Fact]
    public void The_record_never_makes_an_outcome_milder() => Space.ForEach(point =>
        Holds(point, point.Decide() is var (item, sensitive) && item.Outcome >= point.Facts().Decided().Outcome && sensitive.Outcome >= item.Outcome));

    [Fact]
    public void A_declared_risk_never_makes_an_outcome_milder() => Space.ForEach(point =>
        Holds(point, point.Decide().Item.Outcome >= (point with { Risk = null }).Decide().Item.Outcome));

    [Fact]
    public void Any_denial_wins() => Space.ForEach(point =>
    {
        if (point.Item == Item.OutOfHoursContact) return;
        var facts = point.Facts();
        Holds(point, (facts with { SubjectCount = 2 }).Decided() is { Outcome: Outcome.Refuse, Reason: "X12" });
        Holds(point, (facts with { Purpose = Purpose.Other }).Decided().Outcome == Outcome.Refuse);
        Holds(point, (facts with { Flags = facts.Flags | RequestFlags.ConflictOfInterest }).Decided().Outcome == Outcome.Refuse);
        Holds(point, (facts with { Role = "nobody" }).Decided() is { Outcome: Outcome.Refuse, Reason: "X1" });
        Holds(point, (facts with { Items = [(Item)(100 + (byte)point.Item)] }).Decided().Outcome == Outcome.Refuse);
        Holds(point, (facts with { Purpose = (Purpose)(100 + (byte)point.Purpose) }).Decided().Outcome == Outcome.Refuse);
        Holds(point, (facts with { Identity = IdentityMatch.None }).Decided().Outcome >= Outcome.Refuse);
        Holds(point, (facts with { Prohibited = [point.Item] }).Decided().Outcome >= Outcome.Refuse);
    });

    [Fact]
    public void Every_outcome_names_a_rule_and_a_reason_that_the_policy_knows() => Space.ForEach(point =>
    {
        var (item, sensitive) = point.Decide();
        Holds(point, item.Rules != RuleSet.None && sensitive.Rules != RuleSet.None);
        Holds(point, Repository.Policy.Reason(item.Reason) is not null && Repository.Policy.Reason(sensitive.Reason) is not null);
    });

    private static Point Without(Point point, Marks mark) => point with { Marks = point.Marks & ~mark };

    private static void Holds(Point point, bool holds)
    {
        if (!holds) Assert.Fail($"{point}");
    }
}
