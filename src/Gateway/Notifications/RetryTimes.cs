namespace Gateway.Notifications;

/// <summary>How long to wait. A notice is tried until it is delivered, however long that takes.</summary>
internal static class RetryTimes
{
    /// <summary>How long one attempt, or one message about it, may be under way before another is due.</summary>
    internal static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Five seconds after the first failure, twice as long after each further one, at most fifteen minutes.</summary>
    internal static TimeSpan After(int failures) =>
        failures > 8 ? Longest : TimeSpan.FromSeconds(Math.Min(5 << Math.Max(failures - 1, 0), Longest.TotalSeconds));

    /// <summary>For a message that the broker did not take: one second, doubling, at most ten.</summary>
    internal static TimeSpan AfterRefusedMessage(int failures) =>
        TimeSpan.FromSeconds(Math.Min(1 << Math.Clamp(failures - 1, 0, 4), 10));
}
