using Gateway.Rules.Notices;

namespace Gateway.Rules.Tests.Notices;

/// <summary>Who has a child of an age: told a day too early or too late, it is told to somebody who does not know the child.</summary>
public sealed class WhoVisitsTests
{
    [Theory]
    // Not born yet, the day of birth, the last day of the first year, the first birthday.
    [InlineData("2026-11-24", "2026-11-23", "")]
    [InlineData("2026-11-23", "2026-11-23", "health-visitor midwife")]
    [InlineData("2025-11-24", "2026-11-23", "health-visitor midwife")]
    [InlineData("2025-11-23", "2026-11-23", "health-visitor")]
    // The last day of four, the fifth birthday, the day after.
    [InlineData("2021-11-24", "2026-11-23", "health-visitor")]
    [InlineData("2021-11-23", "2026-11-23", "school-nurse")]
    [InlineData("2021-11-22", "2026-11-23", "school-nurse")]
    // The last day of seventeen, the eighteenth birthday.
    [InlineData("2008-11-24", "2026-11-23", "school-nurse")]
    [InlineData("2008-11-23", "2026-11-23", "")]
    [InlineData("1990-01-01", "2026-11-23", "")]
    // Born on 29 February: five on 1 March of a year without one, and on the day itself where there is one.
    [InlineData("2020-02-29", "2025-02-28", "health-visitor")]
    [InlineData("2020-02-29", "2025-03-01", "school-nurse")]
    [InlineData("2020-02-29", "2021-02-28", "health-visitor midwife")]
    [InlineData("2020-02-29", "2021-03-01", "health-visitor")]
    [InlineData("2012-02-29", "2030-02-28", "school-nurse")]
    [InlineData("2012-02-29", "2030-03-01", "")]
    // The turn of a year.
    [InlineData("2021-12-31", "2026-12-30", "health-visitor")]
    [InlineData("2021-12-31", "2026-12-31", "school-nurse")]
    [InlineData("2022-01-01", "2026-12-31", "health-visitor")]
    [InlineData("2022-01-01", "2027-01-01", "school-nurse")]
    public void A_child_is_somebodys_by_the_day(string born, string day, string who)
    {
        var (birth, on) = (DateOnly.Parse(born), DateOnly.Parse(day));

        Assert.Equal(who, string.Join(' ', WhoVisits.Of(birth, on).Select(part => part.Word())));
        Assert.Equal(who.Replace(" midwife", "", StringComparison.Ordinal), string.Join(' ', WhoVisits.WithoutMidwife(birth, on).Select(part => part.Word())));
    }

    [Fact]
    public void Every_day_of_a_childhood_is_the_health_visitors_or_the_school_nurses_and_never_both()
    {
        foreach (var born in (DateOnly[])[new(2008, 2, 29), new(2010, 12, 31), new(2009, 6, 15)])
            for (var day = born; day < born.AddYears(18); day = day.AddDays(1))
                Assert.Single(WhoVisits.WithoutMidwife(born, day));
    }
}
