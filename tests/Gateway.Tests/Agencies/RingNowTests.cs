using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Agencies;

namespace Gateway.Tests.Agencies;

public sealed class RingNowTests
{
    private static readonly TelephoneLine Day = new("Duty team", "01632 960101");
    private static readonly TelephoneLine Night = new("Emergency duty team", "01632 960102");
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Fact]
    public void Sunday_night_rings_the_emergency_team_until_Monday_morning() =>
        Rings(Night, "2026-11-23T08:30:00Z", Office, "2026-11-22T02:14:00Z");

    [Fact]
    public void Hours_that_begin_exactly_now_are_staffed() => Rings(Day, "2026-11-23T17:00:00Z", Office, "2026-11-23T08:30:00Z");

    [Fact]
    public void Hours_that_end_exactly_now_have_ended() => Rings(Night, "2026-11-24T08:30:00Z", Office, "2026-11-23T17:00:00Z");

    [Fact]
    public void One_tick_before_the_end_is_still_staffed()
    {
        var ring = RingNow.At(Office, At("2026-11-23T17:00:00Z").AddTicks(-1), Demonstration.Holidays);
        Assert.Equal(new RingNow(Day, false, At("2026-11-23T17:00:00Z")), ring);
    }

    [Fact]
    public void Summer_hours_are_read_on_the_wall() => Rings(Day, "2026-07-01T16:00:00Z", Office, "2026-07-01T07:30:00Z");

    [Fact]
    public void Summer_morning_before_the_hours_rings_the_emergency_team() => Rings(Night, "2026-07-01T07:30:00Z", Office, "2026-07-01T07:29:59Z");

    [Fact]
    public void Friday_evening_lasts_until_Monday() => Rings(Night, "2026-11-30T08:30:00Z", Office, "2026-11-27T18:00:00Z");

    [Fact]
    public void Christmas_lasts_over_both_bank_holidays() => Rings(Night, "2026-12-29T08:30:00Z", Office, "2026-12-24T17:00:00Z");

    [Fact]
    public void Easter_lasts_over_the_change_to_summer_time() =>
        Rings(Night, "2027-03-30T07:30:00Z", Office, "2027-03-25T17:00:00Z");

    [Fact]
    public void Line_without_hours_is_rung_always()
    {
        var always = new Telephones(new DutyLine(Day, null), null);
        Assert.Equal(new RingNow(Day, false, null), RingNow.At(always, At("2026-12-25T03:00:00Z"), Demonstration.Holidays));
    }

    // 29 March 2026: at 01:00 the wall shows 02:00. Nothing between is ever shown.
    [Fact]
    public void Hours_that_begin_in_the_hour_that_is_skipped_begin_when_it_would_have() =>
        Rings(Night, "2026-03-29T01:00:00Z", Every("01:30", "05:00"), "2026-03-29T00:59:59Z");

    [Fact]
    public void Hours_that_begin_in_the_skipped_hour_are_staffed_once_it_is_skipped() =>
        Rings(Day, "2026-03-29T04:00:00Z", Every("01:30", "05:00"), "2026-03-29T01:00:00Z");

    [Fact]
    public void Hours_that_end_in_the_skipped_hour_end_when_the_wall_jumps() =>
        Rings(Day, "2026-03-29T01:00:00Z", Every("00:15", "01:45"), "2026-03-29T00:30:00Z");

    [Fact]
    public void Hours_wholly_inside_the_skipped_hour_are_not_staffed_that_day() =>
        Rings(Night, "2026-03-30T00:15:00Z", Every("01:15", "01:45"), "2026-03-29T00:30:00Z");

    // 25 October 2026: at 02:00 the wall goes back to 01:00, and shows the hour twice.
    [Fact]
    public void Hours_inside_the_repeated_hour_are_staffed_the_first_time() =>
        Rings(Day, "2026-10-25T00:45:00Z", Every("01:15", "01:45"), "2026-10-25T00:20:00Z");

    [Fact]
    public void Hours_inside_the_repeated_hour_pause_between() =>
        Rings(Night, "2026-10-25T01:15:00Z", Every("01:15", "01:45"), "2026-10-25T00:45:00Z");

    [Fact]
    public void Hours_inside_the_repeated_hour_are_staffed_the_second_time() =>
        Rings(Day, "2026-10-25T01:45:00Z", Every("01:15", "01:45"), "2026-10-25T01:15:00Z");

    [Fact]
    public void Long_shift_over_the_repeated_hour_does_not_pause() =>
        Rings(Day, "2026-10-25T06:00:00Z", Every("00:30", "06:00"), "2026-10-24T23:30:00Z");

    [Fact]
    public void Instant_with_another_offset_is_the_same_instant() =>
        Assert.Equal(
            RingNow.At(Office, At("2026-11-23T08:30:00Z"), Demonstration.Holidays),
            RingNow.At(Office, At("2026-11-23T19:30:00+11:00"), Demonstration.Holidays));

    [Fact]
    public void Answer_agrees_with_the_wall_and_holds_until_it_says() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 3 * 366 * 24 * 60).Select(minutes => At("2024-01-01T00:00:00Z").AddMinutes(minutes))
            .Zip(Gen.Choose(0, 1438).Zip(Gen.SubListOf(Enum.GetValues<DayOfWeek>()))).ToArbitrary(),
        sample =>
        {
            var (instant, (from, days)) = sample;
            if (days.Count == 0) days = [DayOfWeek.Sunday];
            var telephones = Hours(days, TimeOnly.MinValue.AddMinutes(from), TimeOnly.MinValue.AddMinutes(Math.Min(1439, from + 95)));
            var ring = RingNow.At(telephones, instant, Demonstration.Holidays);
            for (var at = instant; at < ring.Until!.Value && at < instant.AddDays(3); at = at.AddMinutes(1))
                Assert.Equal(!ring.OutOfHours, OnTheWall(telephones, at));
            Assert.Equal(ring.OutOfHours, OnTheWall(telephones, ring.Until.Value));
            Assert.Equal(ring.OutOfHours ? Night : Day, ring.Line);
        }));

    private static Telephones Office { get; } = Hours(Weekdays, new TimeOnly(8, 30), new TimeOnly(17, 0));

    private static Telephones Every(string from, string to) => Hours(Enum.GetValues<DayOfWeek>(), TimeOnly.Parse(from), TimeOnly.Parse(to));

    private static Telephones Hours(IEnumerable<DayOfWeek> days, TimeOnly from, TimeOnly to) =>
        new(new DutyLine(Day, new StaffedHours(days.ToFrozenSet(), from, to)), Night);

    // The same question answered the slow way.
    private static bool OnTheWall(Telephones telephones, DateTimeOffset instant)
    {
        var wall = TimeZoneInfo.ConvertTime(instant, London);
        var hours = telephones.Duty.Hours!;
        return hours.Days.Contains(wall.DayOfWeek) && !Demonstration.Holidays.Days.Contains(DateOnly.FromDateTime(wall.DateTime))
            && wall.TimeOfDay >= hours.From.ToTimeSpan() && wall.TimeOfDay < hours.To.ToTimeSpan();
    }

    private static void Rings(TelephoneLine line, string until, Telephones telephones, string instant) =>
        Assert.Equal(new RingNow(line, line == Night, At(until)), RingNow.At(telephones, At(instant), Demonstration.Holidays));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
