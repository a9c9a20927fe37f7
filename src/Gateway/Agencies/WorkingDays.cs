namespace Gateway.Agencies;

/// <summary>When something is due that is counted in working days of England: not Saturday, not Sunday, no bank holiday.</summary>
public static class WorkingDays
{
    /// <summary>
    /// So many working days on, at the same time of day. What begins on a day off is counted from the midnight that begins the
    /// next working day.
    /// </summary>
    public static DateTimeOffset After(DateTimeOffset instant, int days, BankHolidays holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var wall = LondonTime.OnTheWall(instant);
        var (day, time) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        if (!IsWorking(day, holidays)) (day, time) = (Next(day, holidays), TimeOnly.MinValue);
        for (var left = days; left > 0; left--) day = Next(day, holidays);
        return LondonTime.Instant(day.ToDateTime(time));
    }

    /// <summary>The midnight that ends the day.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset instant) => LondonTime.Instant(LondonTime.Day(instant).AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>The midnight that ends the month after.</summary>
    public static DateTimeOffset EndOfNextMonth(DateTimeOffset instant)
    {
        var day = LondonTime.Day(instant);
        return LondonTime.Instant(new DateOnly(day.Year, day.Month, 1).AddMonths(2).ToDateTime(TimeOnly.MinValue));
    }

    private static DateOnly Next(DateOnly day, BankHolidays holidays)
    {
        do day = day.AddDays(1);
        while (!IsWorking(day, holidays));
        return day;
    }

    private static bool IsWorking(DateOnly day, BankHolidays holidays) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);
}
