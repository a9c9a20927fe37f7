using System.Collections.Immutable;
using Gateway.Rules.Calendars;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>When a clock gives warning, in order: never before it began, never after it is due.</summary>
internal static class CountWarnings
{
    public static ImmutableArray<DateTimeOffset> Of(ClockTime time, DateTimeOffset start, Due due, CountDue count, AreaCalendars calendars)
    {
        if (time.WarnUnit == WarnUnit.None) return [];
        if (time.WarnUnit == WarnUnit.EndOfDay) return [Within(LondonTime.End(LondonTime.Day(start)))];
        return [.. time.Warn.Select(One).Select(Within).Distinct().Order()];

        DateTimeOffset One(int amount) => time.WarnUnit switch
        {
            WarnUnit.Percent => count.Part(time, amount),
            WarnUnit.HoursAfter => start.AddHours(amount),
            WarnUnit.HoursBefore => due.At.AddHours(-amount),
            WarnUnit.DaysAfter => LondonTime.Begin(LondonTime.Day(start).AddDays(amount)),
            WarnUnit.WorkingHoursBefore => calendars.Hours.Subtract(due.At, TimeSpan.FromHours(amount)),
            WarnUnit.WorkingDaysBefore => LondonTime.Begin(calendars.Days.Before(due.Day, amount)),
            WarnUnit.OnTheDay => LondonTime.Instant(due.Day.ToDateTime(TimeOnly.MinValue.AddMinutes(amount))),
            _ => throw new ArgumentOutOfRangeException(nameof(time)),
        };

        DateTimeOffset Within(DateTimeOffset at) => (at < start ? start : at > due.At ? due.At : at).ToUniversalTime();
    }
}
