namespace Gateway.Rules.Tests.Referrals;

/// <summary>
/// The same calendars once more, in another style: no table of holidays and no time zone library, but the rules that make them, and a walk
/// of one minute after the other.
/// </summary>
internal static class Walked
{
    private static readonly HashSet<DateTime> Working =
        [.. Enumerable.Range(0, 9 * 366).Select(n => new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(n)).Where(IsWorking)];

    /// <summary>Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.</summary>
    public static DateTime Wall(DateTime utc) => utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1) ? utc.AddHours(1) : utc;

    /// <summary>Midnight is never skipped and never comes twice.</summary>
    public static DateTime Midnight(DateTime day) => Wall(day) == day ? day : day.AddHours(-1);

    public static bool Works(DateTime day) => Working.Contains(day.Date);

    /// <summary>The midnight that ends the n-th working day after the day of the start.</summary>
    public static DateTime WorkingDays(DateTime utc, int n)
    {
        var day = Wall(utc).Date;
        while (n > 0)
        {
            day = day.AddDays(1);
            if (Works(day)) n -= 1;
        }

        return Midnight(day.AddDays(1));
    }

    /// <summary>Minute after minute, only those count that lie in the open hours.</summary>
    public static DateTime WorkingMinutes(DateTime utc, int minutes, TimeSpan from, TimeSpan to)
    {
        while (minutes > 0)
        {
            if (Open(utc, from, to)) minutes -= 1;
            utc = utc.AddMinutes(1);
        }

        return utc;
    }

    public static DateTime FirstOpenMinute(DateTime utc, TimeSpan from, TimeSpan to)
    {
        while (!Open(utc, from, to)) utc = utc.AddMinutes(1);
        return utc;
    }

    /// <summary>Back, minute by minute.</summary>
    public static DateTime WorkingMinutesBefore(DateTime utc, int minutes, TimeSpan from, TimeSpan to)
    {
        while (minutes > 0)
        {
            utc = utc.AddMinutes(-1);
            if (Open(utc, from, to)) minutes -= 1;
        }

        return utc;
    }

    public static DateTime Months(DateTime utc, int months)
    {
        var start = Wall(utc).Date;
        var index = (start.Year * 12) + start.Month - 1 + months;
        var (year, month) = (index / 12, (index % 12) + 1);
        return Midnight(new DateTime(year, month, Math.Min(start.Day, LengthOf(year, month)), 0, 0, 0, DateTimeKind.Utc).AddDays(1));
    }

    private static int LengthOf(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool Open(DateTime utc, TimeSpan from, TimeSpan to)
    {
        var wall = Wall(utc);
        return Works(wall) && wall.TimeOfDay >= from && wall.TimeOfDay < to;
    }

    private static bool IsWorking(DateTime day) => day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday && !Holiday(day);

    private static bool Holiday(DateTime day)
    {
        var easter = Easter(day.Year);
        return day == easter.AddDays(-2) || day == easter.AddDays(1)
            || (day.Month == 5 && day.DayOfWeek == DayOfWeek.Monday && (day.Day <= 7 || day.Day > 24))
            || (day.Month == 8 && day.DayOfWeek == DayOfWeek.Monday && day.Day > 24)
            || day == Shifted(new DateTime(day.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc)) || Christmas(day);
    }

    // 25 and 26 December, or as many of the next weekdays as fell on a weekend.
    private static bool Christmas(DateTime day)
    {
        if (day.Month != 12) return false;
        int[] off = new DateTime(day.Year, 12, 25, 0, 0, 0, DateTimeKind.Utc).DayOfWeek switch
        {
            DayOfWeek.Friday => [25, 28],
            DayOfWeek.Saturday => [27, 28],
            DayOfWeek.Sunday => [26, 27],
            _ => [25, 26],
        };
        return off.Contains(day.Day);
    }

    private static DateTime Shifted(DateTime day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    // Gauss, for 1900 to 2099.
    private static DateTime Easter(int year)
    {
        var d = ((19 * (year % 19)) + 24) % 30;
        var e = ((2 * (year % 4)) + (4 * (year % 7)) + (6 * d) + 5) % 7;
        if ((d == 29 && e == 6) || (d == 28 && e == 6 && year % 19 > 10)) e -= 7;
        return new DateTime(year, 3, 22, 0, 0, 0, DateTimeKind.Utc).AddDays(d + e);
    }

    private static DateTime LastSunday(int year, int month)
    {
        var day = new DateTime(year, month, 31, 0, 0, 0, DateTimeKind.Utc);
        while (day.DayOfWeek != DayOfWeek.Sunday) day = day.AddDays(-1);
        return day;
    }
}
