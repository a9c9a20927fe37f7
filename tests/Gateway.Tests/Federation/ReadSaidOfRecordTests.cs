using System.Text;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Notifications;

namespace Gateway.Tests.Federation;

/// <summary>An order holds on its days and no other; what nobody can mind makes the answer none.</summary>
public sealed class ReadSaidOfRecordTests
{
    private const string Order = """{"effect":"prohibits","items":["plan-flag","address"],"from":"2026-03-02","to":"2026-11-22","reference":"ZZ26P00007"}""";

    private static readonly DateOnly Last = new(2026, 11, 22);

    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-11-22", true)]
    [InlineData("2026-11-23", false)]
    public void Order_holds_from_its_first_day_to_the_end_of_its_last(string day, bool holds) =>
        Assert.Equal(holds ? [Item.PlanFlag, Item.Address] : [], Read(Order, DateOnly.Parse(day))!.Prohibited);

    [Fact]
    public void Order_without_an_end_holds_on() => Assert.NotEmpty(Read(Order.Replace(""","to":"2026-11-22",""", ","), Last.AddYears(30))!.Prohibited);

    [Fact]
    public void Several_orders_forbid_together() =>
        Assert.Equal([Item.PlanFlag, Item.School, Item.Address], Read(Order + "," + Order.Replace("\"plan-flag\",\"address\"", "\"school\",\"address\""), Last)!.Prohibited);

    [Theory]
    [InlineData("prohibits", "requires")]
    [InlineData("prohibits", "Prohibits")]
    [InlineData("plan-flag", "horoscope")]
    [InlineData("\"plan-flag\",\"address\"", "\"address\",\"address\"")]
    [InlineData("\"plan-flag\",\"address\"", "")]
    [InlineData("\"to\":\"2026-11-22\"", "\"to\":\"2026-03-01\"")]
    [InlineData("\"to\":\"2026-11-22\"", "\"until\":\"2026-11-22\"")]
    [InlineData("\"to\":\"2026-11-22\"", "\"to\":null")]
    [InlineData("2026-03-02", "02/03/2026")]
    [InlineData("\"reference\":\"ZZ26P00007\"", "\"reference\":\"\"")]
    [InlineData(",\"reference\":\"ZZ26P00007\"", "")]
    public void Order_that_nobody_here_can_mind_makes_the_answer_none(string what, string with) => Assert.Null(Read(Order.Replace(what, with), Last));

    [Fact]
    public void Orders_are_believed_of_social_care_and_the_police_alone()
    {
        Assert.All(Enum.GetValues<AgencyKind>(), kind => Assert.Equal(kind is AgencyKind.LocalAuthority or AgencyKind.Police, Read(Order, Last, kind) is not null));
        Assert.Null(Read("", Last));
        Assert.Null(Read(string.Join(',', Enumerable.Repeat(Order, 21)), Last));
        Assert.NotNull(Read(string.Join(',', Enumerable.Repeat(Order, 20)), Last));
    }

    [Fact]
    public void Protection_is_believed_of_whoever_answers_and_an_unknown_word_makes_the_answer_none()
    {
        Assert.All(Enum.GetValues<AgencyKind>(), kind => Assert.True(Answer(""","handling":["whereabouts-protected"]""", Last, kind)!.IsProtected));
        Assert.Null(Answer(""","handling":["whereabouts protected"]""", Last, AgencyKind.Police));
        Assert.Same(SaidOfRecord.Nothing, Answer("", Last, AgencyKind.Police));
    }

    private static SaidOfRecord? Read(string orders, DateOnly today, AgencyKind kind = AgencyKind.LocalAuthority) => Answer($",\"courtOrders\":[{orders}]", today, kind);

    private static SaidOfRecord? Answer(string beside, DateOnly today, AgencyKind kind)
    {
        var agency = TestAgencies.Aldersham with { Kind = kind };
        var request = Guid.NewGuid();
        var body = $$"""{"requestId":"{{request}}","custodian":"one-csc","asOf":"2026-11-22T02:09:58Z","items":[{"item":"plan-flag","state":"nothing-held"}]{{beside}}}""";
        var question = new CustodianQuestion(new Custodian("one-csc", "One", agency, null, System.Collections.Frozen.FrozenSet<Item>.Empty, agency.Telephones), [Item.PlanFlag], false);
        return ReadCustodianAnswer.From(Encoding.UTF8.GetBytes(body), request, question, adult: false, today)?.Record;
    }
}
