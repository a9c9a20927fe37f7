namespace Gateway.Rules.Calendars;

/// <summary>The hours of a front door on working days, as the wall shows them.</summary>
/// <param name="From">From this time.</param>
/// <param name="To">Until just before this one; midnight is the end of the day.</param>
public readonly record struct OpeningHours(TimeOnly From, TimeOnly To)
{
    /// <summary>When it opens and closes on a day.</summary>
    internal (DateTimeOffset From, DateTimeOffset To) On(DateOnly day) =>
        (LondonTime.Instant(day.ToDateTime(From)), To == TimeOnly.MinValue ? LondonTime.End(day) : LondonTime.Instant(day.ToDateTime(To)));

    internal bool Open => To == TimeOnly.MinValue || To > From;
}
