namespace Gateway.Rules.Calendars;

/// <summary>What a clock of one area counts in. Elapsed time needs no calendar.</summary>
/// <param name="Days">Working days.</param>
/// <param name="Hours">The hours of the area's front door.</param>
/// <param name="School">The days of the school that a notice goes to; none where it is about no school, or its days are not known.</param>
public sealed record AreaCalendars(WorkingDays Days, WorkingHours Hours, SchoolDays? School = null)
{
    /// <summary>Which area it is, by the word of the register, so that its own times count; none where it is not known.</summary>
    public string? Area { get; init; }

    /// <summary>The calendars of an area with these hours.</summary>
    public static AreaCalendars Of(WorkingDays days, OpeningHours hours) => new(days, new WorkingHours(days, hours));
}
