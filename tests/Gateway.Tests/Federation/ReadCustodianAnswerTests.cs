using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation;

public sealed class ReadCustodianAnswerTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Guid Request = Guid.Parse("6f1c7a52-3f0e-4a53-9d0a-0e2b1f6a7c11");
    private static readonly ImmutableArray<Item> Asked = [Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker, Item.LookedAfter, Item.AttendanceDates];

    private const string Good = """
        {"requestId":"6f1c7a52-3f0e-4a53-9d0a-0e2b1f6a7c11","custodian":"one-csc","asOf":"2026-11-22T02:09:58Z","items":[
        {"item":"plan-flag","state":"held","value":{}},{"item":"plan-category","state":"held","value":{"categories":["neglect"]}},
        {"item":"plan-dates","state":"held","value":{"start":"2026-05-14"}},
        {"item":"lead-social-worker","state":"held","value":{"name":"A","team":"B","telephone":"01632 960777"}},
        {"item":"looked-after","state":"held","value":{"legalBasis":"care-order","since":"2025-12-03"}},
        {"item":"attendance-dates","state":"held","value":{"attendances":[{"reference":"ENC-1","arrivedAt":"2026-08-19T14:37:00Z"}]}}]}
        """;

    [Fact]
    public void Whole_answer_is_read() => Assert.All(Read(Good)!.Value.Items, said => Assert.Equal(Said.Held, said.Said.Said));

    [Fact]
    public void Answer_cut_at_any_byte_is_no_answer()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < bytes.Length; length++) Assert.Null(Read(bytes.AsMemory(0, length)));
    }

    [Fact]
    public void Damaged_byte_never_makes_held_into_nothing_held()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var at = 0; at < bytes.Length; at++)
            for (var value = 0; value < 256; value++)
                AssertNotTurned(Read((byte[])[.. bytes[..at], (byte)value, .. bytes[(at + 1)..]]));
    }

    [Fact]
    public void Any_damage_is_read_without_a_fault_and_turns_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Damage.ToArbitrary(), damage =>
        {
            var bytes = Encoding.UTF8.GetBytes(Good);
            foreach (var (at, value) in damage) bytes[at] = value;
            AssertNotTurned(Read(bytes));
        }));

    [Fact]
    public void Any_bytes_are_read_without_a_fault() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll((byte[] bytes) => Read(bytes) is null));

    [Theory]
    [InlineData("\"state\":\"nothing-held\",\"value\":{}")]
    [InlineData("\"state\":\"nothing-held\",\"partial\":true")]
    [InlineData("\"state\":\"nothing-held\",\"state\":\"nothing-held\"")]
    [InlineData("\"state\":\"held\",\"value\":{\"x\":1}")]
    [InlineData("\"state\":\"held\"")]
    [InlineData("\"state\":\"held\",\"value\":[]")]
    [InlineData("\"state\":null")]
    [InlineData("\"state\":1")]
    public void What_contradicts_itself_or_the_contract_is_no_answer(string said) => Assert.True(ReadOne(said) is null or { Said: Said.NotKnown });

    [Theory]
    [InlineData("\"state\":\"not-known\"")]
    [InlineData("\"state\":\"not-known\",\"because\":\"fine\"")]
    [InlineData("\"state\":\"nothing-held\",\"because\":\"stale\"")]
    [InlineData("\"state\":\"Nothing-Held\"")]
    [InlineData("\"state\":\"none\"")]
    [InlineData("\"state\":\"not-applicable\",\"because\":\"not-pregnant\"")]
    [InlineData("\"state\":\"not-applicable\",\"because\":\"age\"")]
    public void Word_that_we_do_not_know_or_that_cannot_be_is_not_known(string said) => Assert.Equal(Because.RejectedUnverified, ReadOne(said)!.Value.Because);

    [Fact]
    public void Too_old_can_be_said_of_an_adult() => Assert.Equal(CustodianSaid.NotApplicable(Because.Age), ReadOne("\"state\":\"not-applicable\",\"because\":\"age\"", adult: true));

    [Theory, InlineData("2026-11-22T02:09:58"), InlineData("2026-11-22"), InlineData("2026-11-22T02:09:58+01:00"), InlineData("now"), InlineData("")]
    public void Time_without_its_zone_is_no_answer(string asOf) => Assert.Null(Read(Good.Replace("2026-11-22T02:09:58Z", asOf)));

    [Theory, InlineData("\\u202e"), InlineData("\\u0000"), InlineData("\\ud800"), InlineData("\\u2028")]
    public void Text_that_could_mislead_the_eye_is_no_answer(string character) => Assert.Null(Read(Good.Replace("\"name\":\"A\"", $"\"name\":\"A{character}\"")));

    [Fact]
    public void Items_are_those_that_were_asked_once_each()
    {
        Assert.Null(Read(Good.Replace("plan-dates", "plan-ended")));
        Assert.Null(Read(Good.Replace("{\"item\":\"plan-flag\",\"state\":\"held\",\"value\":{}},", "")));
        Assert.Null(Read(Good.Replace("\"plan-category\",\"state\":\"held\",\"value\":{\"categories\":[\"neglect\"]}", "\"plan-flag\",\"state\":\"held\",\"value\":{}")));
        Assert.Null(Read(Good.Replace("one-csc", "two-csc")));
        Assert.Null(Read(Good.Replace("6f1c7a52", "6f1c7a53")));
    }

    private static Gen<(int At, byte Value)[]> Damage =>
        from at in Gen.Choose(0, Encoding.UTF8.GetByteCount(Good) - 1).ArrayOf(6)
        from values in Gen.Choose(0, 255).ArrayOf(6)
        select at.Zip(values, (place, value) => (place, (byte)value)).ToArray();

    private static void AssertNotTurned((DateTimeOffset AsOf, ImmutableArray<ItemSaid> Items, SaidOfRecord Record)? read)
    {
        if (read is { } answer) Assert.All(answer.Items, said => Assert.True(said.Said.Said is Said.Held or Said.NotKnown));
    }

    private static CustodianSaid? ReadOne(string said, bool adult = false) => ReadCustodianAnswer.From(
        Encoding.UTF8.GetBytes($$"""{"requestId":"{{Request}}","custodian":"one-csc","asOf":"2026-11-22T02:09:58Z","items":[{"item":"plan-flag",{{said}}}]}"""),
        Request, Question([Item.PlanFlag]), adult, Today)?.Items[0].Said;

    private static (DateTimeOffset AsOf, ImmutableArray<ItemSaid> Items, SaidOfRecord Record)? Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static (DateTimeOffset AsOf, ImmutableArray<ItemSaid> Items, SaidOfRecord Record)? Read(ReadOnlyMemory<byte> bytes) => ReadCustodianAnswer.From(bytes, Request, Question(Asked), adult: false, Today);

    private static CustodianQuestion Question(ImmutableArray<Item> items)
    {
        var agency = Notifications.TestAgencies.Aldersham;
        return new CustodianQuestion(new Custodian("one-csc", "One", agency, null, FrozenSet<Item>.Empty, agency.Telephones), items, false);
    }
}
