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
        var calendar = holidays.WorkingDays;
        if (!calendar.Holds(day)) (day, time) = (calendar.Next(day), TimeOnly.MinValue);
        return LondonTime.Instant(calendar.After(day, days).ToDateTime(time));
    }

    /// <summary>The midnight that ends the day.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset instant) => LondonTime.Instant(LondonTime.Day(instant).AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>The midnight that ends the month after.</summary>
    public static DateTimeOffset EndOfNextMonth(DateTimeOffset instant)
    {
        var day = LondonTime.Day(instant);
        return LondonTime.Instant(new DateOnly(day.Year, day.Month, 1).AddMonths(2).ToDateTime(TimeOnly.MinValue));
    }
}
