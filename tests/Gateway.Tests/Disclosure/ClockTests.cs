using Gateway.Disclosure;
using Gateway.Federation;

namespace Gateway.Tests.Disclosure;

public sealed class ClockTests
{
    [Theory]
    [InlineData("2026-11-22", "2026-11-22", "0 days")]
    [InlineData("2026-11-21", "2026-11-22", "1 day")]
    [InlineData("2026-01-31", "2026-02-28", "28 days")]
    [InlineData("2026-10-22", "2026-11-22", "1 month")]
    [InlineData("2025-11-23", "2026-11-22", "11 months")]
    [InlineData("2025-11-22", "2026-11-22", "1 year")]
    [InlineData("2025-10-22", "2026-11-22", "1 year 1 month")]
    [InlineData("2023-03-04", "2026-11-22", "3 years 8 months")]
    [InlineData("2010-03-04", "2026-11-22", "16 years")]
    [InlineData("2024-02-29", "2025-02-28", "11 months")]
    [InlineData("2024-02-29", "2025-03-01", "1 year")]
    public void Ages_are_said_as_people_say_them(string born, string today, string words) => Assert.Equal(words, Clock.Age(Day(born), Day(today)));

    [Theory]
    [InlineData("2008-11-22", "2026-11-21", 17)]
    [InlineData("2008-11-22", "2026-11-22", 18)]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2026-11-22", "2026-11-22", 0)]
    public void Years_are_completed_years_and_a_leap_day_child_is_older_on_the_first_of_March(string born, string today, int years) =>
        Assert.Equal(years, new ChildAsked(default, Day(born)).AgeOn(Day(today)));

    [Theory]
    [InlineData("2026-11-23T08:30:00Z", "2026-11-22T02:10:00Z", "08:30 tomorrow")]
    [InlineData("2026-11-22T08:30:00Z", "2026-11-22T02:10:00Z", "08:30")]
    [InlineData("2026-11-24T08:30:00Z", "2026-11-22T02:10:00Z", "08:30 on Tuesday")]
    [InlineData("2026-07-22T23:30:00Z", "2026-07-22T22:00:00Z", "00:30 tomorrow")]
    public void Times_are_those_of_the_wall_in_England(string until, string now, string words) =>
        Assert.Equal(words, Clock.Until(DateTimeOffset.Parse(until), DateTimeOffset.Parse(now)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
