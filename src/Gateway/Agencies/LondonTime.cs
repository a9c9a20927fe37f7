namespace Gateway.Agencies;

/// <summary>The clock on the wall in England.</summary>
internal static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime OnTheWall(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(OnTheWall(instant));
}
