namespace Gateway.Agencies;

/// <summary>The clock on the wall in England.</summary>
internal static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime OnTheWall(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(OnTheWall(instant));

    /// <summary>The first instant at which the wall shows this time, or the first after a time that the wall jumps over.</summary>
    public static DateTimeOffset Instant(DateTime wall)
    {
        var time = Zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        var offset = Zone.IsAmbiguousTime(time) ? Zone.GetAmbiguousTimeOffsets(time).Max() : Zone.GetUtcOffset(time);
        return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }
}
