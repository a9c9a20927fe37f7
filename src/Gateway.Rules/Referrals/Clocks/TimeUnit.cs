using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>What a clock counts in.</summary>
public enum TimeUnit : byte
{
    /// <summary>Minutes that pass, at any hour.</summary>
    Minutes,
    /// <summary>Hours that pass, at any hour.</summary>
    Hours,
    /// <summary>Days of the calendar; the day of the event is day 0, and it is due when the last day ends.</summary>
    Days,
    /// <summary>Months of the calendar, due when the day ends; a day that a month lacks is its last.</summary>
    Months,
    /// <summary>Working days; the day of the event is day 0, and it is due when the last day ends.</summary>
    WorkingDays,
    /// <summary>Hours in which the front door is open.</summary>
    WorkingHours,
    /// <summary>Hours that pass from the first open moment on, past closing.</summary>
    WorkingHoursThrough,
    /// <summary>The beginning of the so-manieth school day after it.</summary>
    SchoolMornings,
}

/// <summary>When a clock gives warning.</summary>
internal enum WarnUnit : byte
{
    /// <summary>It does not.</summary>
    None,
    /// <summary>When so much of its time has gone.</summary>
    Percent,
    /// <summary>So many hours after it began.</summary>
    HoursAfter,
    /// <summary>So many hours before it is due.</summary>
    HoursBefore,
    /// <summary>At the midnight that begins the so-manieth day after it began.</summary>
    DaysAfter,
    /// <summary>So many open hours before it is due.</summary>
    WorkingHoursBefore,
    /// <summary>At the midnight that begins the so-manieth working day before the one on which it is due.</summary>
    WorkingDaysBefore,
    /// <summary>At the midnight that ends the day on which it began.</summary>
    EndOfDay,
    /// <summary>At these minutes of the day on which it is due.</summary>
    OnTheDay,
}

internal static class TimeUnitWords
{
    private static readonly WordTable<TimeUnit> Units = new(
        "minutes", "hours", "days", "months", "working-days", "working-hours", "working-hours-through", "school-mornings");

    private static readonly WordTable<WarnUnit> Warnings = new(
        "", "percent", "hours-after", "hours-before", "days-after", "working-hours-before", "working-days-before", "end-of-day", "on-the-day");

    public static bool TryRead(string? word, out TimeUnit unit) => Units.TryRead(word, out unit);

    public static bool TryRead(string? word, out WarnUnit unit) => Warnings.TryRead(word, out unit);
}
