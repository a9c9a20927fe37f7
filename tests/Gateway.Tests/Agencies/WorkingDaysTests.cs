using System.Collections.Frozen;
using Gateway.Agencies;

namespace Gateway.Tests.Agencies;

public sealed class WorkingDaysTests
{
    // Christmas 2026 falls on a Friday, and Boxing Day's holiday on the Monday after.
    private static readonly BankHolidays Holidays = new(new HashSet<DateOnly> { new(2026, 12, 25), new(2026, 12, 28) }.ToFrozenSet());

    [Theory]
    [InlineData("2026-11-24T10:15:00Z", "2026-11-25T10:15:00Z")]
    [InlineData("2026-11-27T22:00:00Z", "2026-11-30T22:00:00Z")]
    [InlineData("2026-11-22T02:10:00Z", "2026-11-24T00:00:00Z")]
    [InlineData("2026-11-21T23:59:59Z", "2026-11-24T00:00:00Z")]
    [InlineData("2026-12-24T09:00:00Z", "2026-12-29T09:00:00Z")]
    [InlineData("2026-12-25T09:00:00Z", "2026-12-30T00:00:00Z")]
    [InlineData("2026-03-27T12:00:00Z", "2026-03-30T11:00:00Z")]
    public void One_working_day_on(string from, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due), WorkingDays.After(DateTimeOffset.Parse(from), 1, Holidays));

    [Fact]
    public void Days_and_months_end_on_the_wall_in_England()
    {
        Assert.Equal(DateTimeOffset.Parse("2026-07-01T23:00:00Z"), WorkingDays.EndOfDay(DateTimeOffset.Parse("2026-07-01T08:00:00Z")));
        Assert.Equal(DateTimeOffset.Parse("2026-07-02T23:00:00Z"), WorkingDays.EndOfDay(DateTimeOffset.Parse("2026-07-01T23:30:00Z")));
        Assert.Equal(DateTimeOffset.Parse("2027-01-01T00:00:00Z"), WorkingDays.EndOfNextMonth(DateTimeOffset.Parse("2026-11-22T02:10:00Z")));
    }
}
