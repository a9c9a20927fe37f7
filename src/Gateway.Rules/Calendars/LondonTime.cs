namespace Gateway.Rules.Calendars;

/// <summary>The clock on the wall in England.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>What the wall shows.</summary>
    public static DateTime OnTheWall(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    /// <summary>The day that the wall shows.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(OnTheWall(instant));

    /// <summary>The first instant at which the wall shows this time, or the first after a time that the wall jumps over.</summary>
    public static DateTimeOffset Instant(DateTime wall)
    {
        var time = Zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        var offset = Zone.IsAmbiguousTime(time) ? Zone.GetAmbiguousTimeOffsets(time).Max() : Zone.GetUtcOffset(time);
        return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    /// <summary>The midnight that begins the day.</summary>
    public static DateTimeOffset Begin(DateOnly day) => Instant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The midnight that ends the day: 23:59 is before it, and it is the next day's.</summary>
    public static DateTimeOffset End(DateOnly day) => Begin(day.AddDays(1));
}
