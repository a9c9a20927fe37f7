using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Federation.Late;

namespace Gateway.Tests.Federation.Late;

public sealed class KeptValueTests
{
    private static readonly ValueAnswer[] Values =
    [
        new ValueAnswer.Plans(["neglect", "sexual"]), new ValueAnswer.Contact("A worker", "A team", "01632 960777"), new ValueAnswer.Care("care-order", new DateOnly(2025, 12, 3), "A council"),
        new ValueAnswer.Care(null, null, "A council"), new ValueAnswer.Day(new DateOnly(2026, 5, 14)), new ValueAnswer.Name("A school"), new ValueAnswer.Number(7), new ValueAnswer.Telephone("A team", "01632 960101"),
    ];

    [Fact]
    public void Every_kind_of_value_is_read_back_as_it_was_kept()
    {
        Assert.Equal(typeof(ValueAnswer).GetNestedTypes().Length, Values.Select(value => value.GetType()).Distinct().Count());
        foreach (var value in Values)
        {
            var news = new LateNews(default, true, "Words", null, [new ItemAnswer("item", "share", new ReasonAnswer("A1", "Words"), "yes", [], 1, 1, "Words", value)], null, [], [], null);

            var read = LateNews.Read(news.Bytes());

            Assert.Equal(JsonSerializer.Serialize(value, value.GetType()), JsonSerializer.Serialize(read.Items[0].Value, read.Items[0].Value!.GetType()));
            Assert.Equal(value.GetType(), read.Items[0].Value!.GetType());
            Assert.Equal(news.Bytes(), read.Bytes());
        }
    }
}
