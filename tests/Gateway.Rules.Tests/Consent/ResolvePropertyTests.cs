using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Consent;

/// <summary>What holds whoever said what: up to six records of any giver, stage, kind, agency, scope and competence, at any age.</summary>
public sealed class ResolvePropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static readonly Gen<ConsentRecord> Records =
        from giver in Gen.Elements(Enum.GetValues<GiverRole>())
        from stage in Gen.Elements(Enum.GetValues<ConsentStage>())
        from kind in Gen.Elements(ConsentKind.ServiceAgreement, ConsentKind.ServiceAgreement, ConsentKind.Confidentiality)
        from agency in Gen.Elements("gp", "school")
        from obtained in Gen.Elements(Obtained.Explicit, Obtained.Explicit, Obtained.Implied)
        from evidenced in Gen.Elements(true, true, false)
        from suspected in Gen.Elements(false, false, true)
        from competent in Gen.Elements<bool?>(true, false, null)
        from items in Gen.Elements<ImmutableArray<Item>>([Item.PlanFlag, Item.School], [Item.PlanFlag], [])
        from review in Gen.Elements<int?>(null, -40, -1, 0, 1)
        from stands in Gen.Elements(true, false)
        from minutes in Gen.Choose(0, 9)
        select new ConsentRecord(
            Guid.NewGuid(), agency, kind, new ConsentScope(items, ["gp"], [Purpose.EarlyHelp]), giver, stage, Answers.Now.AddMinutes(minutes))
        {
            Obtained = obtained,
            IsEvidenced = evidenced,
            SuspectedSourceOfHarm = suspected,
            Competence = giver == GiverRole.Self && competent is { } all ? Answers.Judged(all, decision: kind) : null,
            ReviewOn = review is { } days ? Answers.Today.AddDays(days) : null,
            StandsInReview = stands,
            LapsesOn = review is { } late ? Answers.Today.AddDays(late + 28) : null,
        };

    private static readonly Arbitrary<(int Age, ConsentRecord[] Records)> Families = (
        from age in Gen.Choose(0, 19)
        from count in Gen.Choose(0, 6)
        from records in Gen.ArrayOf(Records, count)
        select (age, records)).ToArbitrary();

    [Fact]
    public void Silence_is_never_consent() => Holds(family =>
        Given(family) is false || family.Records.Any(record => record.StandsOn(Answers.Today) && (record.Kind == ConsentKind.ServiceAgreement || record.Giver == GiverRole.CourtOrder)));

    [Fact]
    public void No_parents_yes_beats_a_competent_childs_no() => Holds(family =>
        family.Records.Any(record => record.Giver == GiverRole.CourtOrder)
        || !family.Records.Any(record => record is { Giver: GiverRole.Self, IsNo: true, Competence.IsCompetent: true, Scope.Items.Length: not 1 } && Newest(family, record) && IsLatest(family, record))
        || Given(family) is false);

    [Fact]
    public void Court_order_that_refuses_beats_everybody_but_another_order() => Holds(family =>
        !family.Records.Any(record => record is { Giver: GiverRole.CourtOrder, IsNo: true, Scope.Items.Length: not 1 }) || Given(family) is false);

    [Fact]
    public void Court_order_that_allows_prevails_where_no_other_order_refuses() => Holds(family =>
        !family.Records.Any(record => record is { Giver: GiverRole.CourtOrder, Scope.Items.Length: not 1 } && record.StandsOn(Answers.Today))
        || family.Records.Any(record => record is { Giver: GiverRole.CourtOrder, IsNo: true })
        || Given(family));

    [Fact]
    public void Taking_a_yes_away_never_opens_anything() => Holds(family => family.Records
        .Where(record => record.StandsOn(Answers.Today) && record.Competence is null && record.Giver != GiverRole.CourtOrder)
        .All(record => Given(family) || !Given((family.Age, [.. family.Records.Where(other => other != record)]))));

    [Fact]
    public void Taking_a_yes_back_never_opens_anything() => Holds(family => family.Records
        .Where(record => record.Stage is ConsentStage.Given or ConsentStage.ReviewDue)
        .All(record => Given(family) || !Given((family.Age, [.. family.Records.Select(other => other == record ? record with { Stage = ConsentStage.Withdrawn } : other)]))));

    [Fact]
    public void A_further_no_of_the_same_agency_and_kind_never_opens_anything() => Holds(family => Given(family)
        || !Given((family.Age, [.. family.Records, Answers.Mother(ConsentStage.Refused)])));

    [Fact]
    public void No_answer_without_authority_changes_the_outcome() => Holds(family =>
        Answers.Resolve(family.Age, family.Records).State == Answers.Resolve(family.Age, [.. family.Records.Where(record => record.Giver.MayAnswer())]).State);

    [Fact]
    public void Answer_of_a_suspect_opens_nothing() => Holds(family =>
        Given((family.Age, [.. family.Records.Where(record => !(record.Giver.HasParentalResponsibility() && record.SuspectedSourceOfHarm))])) == Given(family));

    [Fact]
    public void Order_of_the_records_changes_nothing_and_every_one_that_spoke_is_named() => Holds(family =>
    {
        var (one, other) = (Answers.Resolve(family.Age, family.Records), Answers.Resolve(family.Age, [.. family.Records.Reverse()]));
        var spoke = family.Records.Where(record => record.SpeaksOn(Answers.Today)).Select(record => record.Id).Order();
        return one.State == other.State && one.OutOfScope.Order().SequenceEqual(other.OutOfScope.Order()) && one.Considered.Order().SequenceEqual(spoke);
    });

    [Fact]
    public void From_18_nobody_else_answers_but_a_court() => Holds(family =>
        !Given((18, family.Records)) || family.Records.Any(record => record.Giver is GiverRole.Self or GiverRole.CourtOrder && record.StandsOn(Answers.Today)));

    [Fact]
    public void Item_that_no_yes_names_is_never_let_go() => Holds(family =>
    {
        var resolved = Answers.Resolve(family.Age, [Item.PlanFlag, Item.AttendanceCount], family.Records);
        return resolved.State != ConsentState.Given || resolved.OutOfScope.Contains(Item.AttendanceCount);
    });

    private static void Holds(Func<(int Age, ConsentRecord[] Records), bool> property) => Check.One(Many, Prop.ForAll(Families, property));

    private static bool Given((int Age, ConsentRecord[] Records) family) => Answers.Resolve(family.Age, [Item.School], family.Records).State == ConsentState.Given;

    // What was judged of the child last, for this kind of decision, is what counts.
    private static bool Newest((int Age, ConsentRecord[] Records) family, ConsentRecord no) => family.Records
        .Where(record => record.Giver == GiverRole.Self && record.Kind == ConsentKind.ServiceAgreement && record.Competence is not null && record.SpeaksOn(Answers.Today))
        .All(record => record.Competence!.IsCompetent) && no.Scope.Covers(Item.School, "gp", Purpose.EarlyHelp);

    // A child who changes their mind is heard: their own later yes is not a parent's.
    private static bool IsLatest((int Age, ConsentRecord[] Records) family, ConsentRecord no) => family.Records
        .Where(record => record.Giver == GiverRole.Self && !record.IsNo)
        .All(record => record.RecordedAt < no.RecordedAt);
}
