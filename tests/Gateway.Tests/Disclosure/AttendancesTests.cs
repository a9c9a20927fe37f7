using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Disclosure;

public sealed class AttendancesTests
{
    private static readonly DateTimeOffset When = new(2026, 8, 19, 14, 37, 0, TimeSpan.Zero);

    [Theory, InlineData(0, "0 known"), InlineData(1, "1"), InlineData(2, "2-3"), InlineData(3, "2-3"), InlineData(4, "4+"), InlineData(40, "4+")]
    public void Band_of_the_count(int count, string band) => Assert.Equal(band, Answer(Outcome.ShareLess, Said("one-ed", References(count)))!.Count);

    [Fact]
    public void Band_of_nothing_is_not_given_while_somebody_is_silent()
    {
        var answer = Answer(Outcome.ShareLess, Said("one-ed", []), Silent("two-ed"))!;
        Assert.Null(answer.Count);
        Assert.Equal(("1 of 2 departments answered.", 1, 2), (answer.Words, answer.Answered, answer.Asked));
    }

    [Fact]
    public void Total_is_never_without_its_coverage()
    {
        Assert.Equal("1 of 2 departments answered. Urgent care visits found in the last 12 months: 2. There may be more.", Answer(Outcome.Share, Said("one-ed", ["A", "B"]), Silent("two-ed"))!.Words);
        Assert.StartsWith("Urgent care visits are not known", Answer(Outcome.Share, Silent("one-ed"), Silent("two-ed"))!.Words);
        Assert.Null(Answer(Outcome.Share, Silent("one-ed"))!.Count);
    }

    [Fact]
    public void Visit_under_way_is_said_to_be_one_so_that_a_first_visit_does_not_read_as_an_earlier_one()
    {
        Assert.Equal("1 of 1 departments answered. Urgent care visits found in the last 12 months: 1. It is the visit now.", Words("A", Said("one-ed", ["A"])));
        Assert.Equal("2 of 2 departments answered. Urgent care visits found in the last 12 months: 3. One of them is the visit now.", Words("A", Said("one-ed", ["A", "B"]), Said("two-ed", ["C"])));
        Assert.Equal("1 of 2 departments answered. Urgent care visits found in the last 12 months: 1. It is the visit now. There may be more.", Words("A", Said("one-ed", ["A"]), Silent("two-ed")));
        // The same reference elsewhere is another visit, and whoever is not asked for a visit has none under way.
        Assert.DoesNotContain("now", Words("A", Said("two-ed", ["A"])), StringComparison.Ordinal);
        Assert.DoesNotContain("now", Words(null, Said("one-ed", ["A"])), StringComparison.Ordinal);

        static string Words(string? visit, params CustodianAnswer[] answers) => AnswerAttendances.From(Findings(answers, (Item.AttendanceCount, Outcome.Share)) with { Visit = visit })!.Words;
    }

    [Fact]
    public void Two_of_the_same_custodian_and_reference_are_one_and_of_two_custodians_two()
    {
        Assert.Equal("1", Answer(Outcome.Share, Said("one-ed", ["A", "A"]))!.Count);
        Assert.Equal("2", Answer(Outcome.Share, Said("one-ed", ["A"]), Said("two-ed", ["A"]))!.Count);
    }

    [Fact]
    public void Parts_of_one_visit_come_together_and_only_what_is_let_go_is_in_its_row()
    {
        var dates = new ItemSaid(Item.AttendanceDates, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A") { ArrivedAt = When }]));
        var complaint = new ItemSaid(Item.AttendanceComplaint, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A") { Complaint = "Complaintmark", Injury = true }]));
        var count = new ItemSaid(Item.AttendanceCount, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A")]));
        var findings = Findings([Custodian("one-ed", count, dates, complaint)], (Item.AttendanceCount, Outcome.Share), (Item.AttendanceDates, Outcome.Share), (Item.AttendanceComplaint, Outcome.ShareLess));

        var answer = AnswerAttendances.From(findings)!;

        Assert.Equal(new AttendanceAnswer(When, null, null, true, null, null), Assert.Single(answer.Rows));
        Assert.Equal(("1", "yes"), (answer.Count, answer.AnyInjury));
    }

    [Fact]
    public void What_was_released_is_shown_though_the_count_was_not_let_go()
    {
        var answer = AnswerAttendances.From(Findings([Visit], (Item.AttendanceCount, Outcome.ShareLess), (Item.AttendanceDates, Outcome.Justify), (Item.AttendanceSite, Outcome.AskHolder)))!;
        Assert.Equal(new AttendanceAnswer(When, null, null, null, null, null), Assert.Single(answer.Rows));

        var alone = AnswerAttendances.From(Findings([Visit, Silent("two-ed", Item.AttendanceDates)], (Item.AttendanceCount, Outcome.AskHolder), (Item.AttendanceDates, Outcome.Share)))!;
        Assert.Equal(When, Assert.Single(alone.Rows).ArrivedAt);
        Assert.Equal((null, "1 of 2 departments answered. There may be more visits than are listed."), (alone.Count, alone.Words));
    }

    [Fact]
    public void Rows_of_nothing_released_whole_do_not_tell_the_count()
    {
        var minimal = new ItemSaid(Item.AttendanceComplaint, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A") { Injury = true }, new Attendance("B") { Injury = false }]));
        var dates = new ItemSaid(Item.AttendanceDates, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A") { ArrivedAt = When }]));

        var answer = AnswerAttendances.From(Findings([Custodian("one-ed", dates, minimal)], (Item.AttendanceDates, Outcome.Share), (Item.AttendanceComplaint, Outcome.ShareLess)))!;

        Assert.Equal(new AttendanceAnswer(When, null, null, true, null, null), Assert.Single(answer.Rows));
        Assert.Empty(AnswerAttendances.From(Findings([Custodian("one-ed", minimal)], (Item.AttendanceComplaint, Outcome.ShareLess)))!.Rows);
    }

    [Fact]
    public void Latest_is_the_latest_day_also_of_a_visit_without_a_time_and_of_none_whose_day_is_not_known()
    {
        var (old, day) = (new Attendance("A") { ArrivedAt = When }, new Attendance("B") { ArrivedOn = new DateOnly(2026, 10, 3) });
        Assert.Equal("October 2026", Latest(old, day));
        Assert.Equal("August 2026", Latest(old, day with { ArrivedOn = new DateOnly(2026, 7, 3) }));
        Assert.Null(Latest(old, new Attendance("C")));

        static string? Latest(params Attendance[] visits) => AnswerAttendances.From(Findings([Dated(visits)], (Item.AttendanceDates, Outcome.ShareLess)))!.MonthOfLatest;
    }

    [Fact]
    public void Newest_visit_is_in_the_rows_though_it_has_no_time()
    {
        Attendance[] visits = [.. Enumerable.Range(0, 25).Select(n => new Attendance($"A{n}") { ArrivedAt = When.AddDays(-n) }), new Attendance("NEW") { ArrivedOn = new DateOnly(2026, 10, 3) }];
        var rows = AnswerAttendances.From(Findings([Dated(visits)], (Item.AttendanceDates, Outcome.Share), (Item.AttendanceCount, Outcome.Share)))!.Rows;
        Assert.Equal((25, null, When), (rows.Length, rows[0].ArrivedAt, rows[1].ArrivedAt));
    }

    private static CustodianAnswer Dated(Attendance[] visits) => Custodian("one-ed", new ItemSaid(Item.AttendanceDates, CustodianSaid.Held, new ItemValue.Attendances([.. visits])));

    private static CustodianAnswer Visit => Custodian(
        "one-ed",
        new ItemSaid(Item.AttendanceCount, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A")])),
        new ItemSaid(Item.AttendanceDates, CustodianSaid.Held, new ItemValue.Attendances([new Attendance("A") { ArrivedAt = When }])));

    private static AttendancesAnswer? Answer(Outcome outcome, params CustodianAnswer[] answers) => AnswerAttendances.From(Findings(answers, (Item.AttendanceCount, outcome)));

    private static Findings Findings(CustodianAnswer[] answers, params (Item Item, Outcome Outcome)[] decided) => new(
        new Decision("1", new byte[32], [.. decided.Select(one => new ItemDecision(one.Item, one.Outcome, "A3", RuleSet.MatrixCell) { Justified = one.Outcome == Outcome.Justify })]),
        [.. answers], new Home(["aldersham-council"], false), ["aldersham"], "one-ed");

    private static string[] References(int count) => [.. Enumerable.Range(0, count).Select(n => $"ENC-{n}")];

    private static CustodianAnswer Said(string custodian, string[] references) => Custodian(custodian, references.Length == 0
        ? new ItemSaid(Item.AttendanceCount, CustodianSaid.NothingHeld, null)
        : new ItemSaid(Item.AttendanceCount, CustodianSaid.Held, new ItemValue.Attendances([.. references.Select(reference => new Attendance(reference))])));

    private static CustodianAnswer Silent(string custodian, Item item = Item.AttendanceCount) => Custodian(custodian, new ItemSaid(item, CustodianSaid.NotKnown(Because.TimedOut), null));

    private static CustodianAnswer Custodian(string id, params ItemSaid[] said)
    {
        var agency = Notifications.TestAgencies.Trust;
        var question = new CustodianQuestion(new Custodian(id, id, agency, null, FrozenSet<Item>.Empty, agency.Telephones), [.. said.Select(one => one.Item)], false);
        return new CustodianAnswer(question, When, [.. said], TimeSpan.Zero);
    }
}
