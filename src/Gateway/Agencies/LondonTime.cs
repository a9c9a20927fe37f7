using Clock = Gateway.Rules.Calendars.LondonTime;

namespace Gateway.Agencies;

/// <summary>The clock on the wall in England, as the rules count it.</summary>
internal static class LondonTime
{
    public static DateTime OnTheWall(DateTimeOffset instant) => Clock.OnTheWall(instant);

    public static DateOnly Day(DateTimeOffset instant) => Clock.Day(instant);

    /// <summary>The first instant at which the wall shows this time, or the first after a time that the wall jumps over.</summary>
    public static DateTimeOffset Instant(DateTime wall) => Clock.Instant(wall);
}
