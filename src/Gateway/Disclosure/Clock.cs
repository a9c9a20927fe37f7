using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Disclosure;

/// <summary>Times and ages as people in England say them.</summary>
internal static class Clock
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Time(DateTimeOffset instant) => LondonTime.OnTheWall(instant).ToString("HH:mm", English);

    public static string DayAndTime(DateTimeOffset instant) => LondonTime.OnTheWall(instant).ToString("d MMMM yyyy, HH:mm", English);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", English);

    /// <summary>With the day of the week.</summary>
    public static string DayOfWeek(DateOnly day) => day.ToString("dddd d MMMM yyyy", English);

    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", English);

    public static string Until(DateTimeOffset until, DateTimeOffset now)
    {
        var days = DateOnly.FromDateTime(LondonTime.OnTheWall(until)).DayNumber - DateOnly.FromDateTime(LondonTime.OnTheWall(now)).DayNumber;
        return days switch
        {
            0 => Time(until),
            1 => $"{Time(until)} tomorrow",
            _ => LondonTime.OnTheWall(until).ToString("HH:mm 'on' dddd", English),
        };
    }

    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(LondonTime.OnTheWall(time.GetUtcNow()));

    public static string Age(DateOnly birth, DateOnly today)
    {
        var months = (today.Year - birth.Year) * 12 + today.Month - birth.Month - (today.Day < birth.Day ? 1 : 0);
        return months switch
        {
            < 1 => Count(today.DayNumber - birth.DayNumber, "day"),
            < 12 => Count(months, "month"),
            _ when months % 12 == 0 || months >= 192 => Count(months / 12, "year"),
            _ => $"{Count(months / 12, "year")} {Count(months % 12, "month")}",
        };
    }

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
