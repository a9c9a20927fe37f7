using System.Collections.Frozen;
using Gateway.Rules.Calendars;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests;

/// <summary>Which children a school has, and when a notice waits for its first day.</summary>
public sealed class SchoolCalendarTests
{
    private static readonly SchoolDays Days = new(
        [new Period(new DateOnly(2026, 9, 2), new DateOnly(2026, 12, 18)), new Period(new DateOnly(2027, 1, 5), new DateOnly(2027, 3, 25))],
        new[] { 26, 27, 28, 29, 30 }.Select(day => new DateOnly(2026, 10, day)).Append(new DateOnly(2026, 11, 23)).ToFrozenSet(), new TimeOnly(8, 50));

    [Theory]
    [InlineData("2022-08-31", "2026-08-31", false)]
    [InlineData("2022-08-31", "2026-09-01", true)]
    [InlineData("2022-09-01", "2026-09-01", false)]
    [InlineData("2022-09-01", "2027-09-01", true)]
    [InlineData("2008-11-21", "2026-11-20", true)]
    [InlineData("2008-11-21", "2026-11-21", false)]
    [InlineData("2008-02-29", "2026-02-28", true)]
    [InlineData("2008-02-29", "2026-03-01", false)]
    public void From_reception_to_the_eighteenth_birthday(string born, string on, bool expected) =>
        Assert.Equal(expected, SchoolAge.Holds(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)));

    // In term an evening and a weekend wait for nothing; half-term, a training day and the holidays do; after the last known day nothing is held.
    [Theory]
    [InlineData("2026-11-18T22:00Z", null)]
    [InlineData("2026-11-19T10:00Z", null)]
    [InlineData("2026-11-14T22:00Z", null)]
    [InlineData("2026-10-23T22:40Z", "2026-11-02T00:00Z")]
    // The last day before half-term, 10:00 on the wall; before it begins (that morning is not missed), in its last minute, and after it. The day before a training day.
    [InlineData("2026-10-23T09:00Z", null)]
    [InlineData("2026-10-23T07:49Z", null)]
    [InlineData("2026-10-23T07:50Z", null)]
    [InlineData("2026-10-23T14:49Z", null)]
    [InlineData("2026-10-23T14:50Z", "2026-11-02T00:00Z")]
    [InlineData("2026-11-20T10:00Z", null)]
    [InlineData("2026-11-01T23:59Z", null)]
    [InlineData("2026-11-20T22:40Z", "2026-11-24T00:00Z")]
    [InlineData("2026-11-23T07:00Z", "2026-11-24T00:00Z")]
    [InlineData("2026-12-18T16:00Z", "2027-01-05T00:00Z")]
    [InlineData("2027-01-04T16:00Z", "2027-01-05T00:00Z")]
    [InlineData("2027-03-25T16:00Z", null)]
    [InlineData("2027-04-13T10:00Z", null)]
    public void Held_where_a_day_on_which_it_would_teach_falls_out(string at, string? until) =>
        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), Days.HeldUntil(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    // Not held because the school is there, or because the calendar ends: only of the second nobody knows when somebody hears of it.
    [Theory]
    [InlineData("2026-10-23T09:00Z", false)]
    [InlineData("2026-10-23T22:40Z", false)]
    [InlineData("2027-03-25T10:00Z", false)]
    [InlineData("2027-03-25T16:00Z", true)]
    [InlineData("2027-04-13T10:00Z", true)]
    public void Calendar_that_ends_before_says_nothing_of_when_somebody_is_there(string at, bool silent) =>
        Assert.Equal(silent, Days.IsSilent(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
