namespace Gateway.Tool.Synthetic;

/// <summary>The day that everything is told from: ages, the twelve-month window, "live" and "ended".</summary>
internal sealed record AsOf(DateOnly Day)
{
    /// <summary>The first day of the twelve-month window, itself inside.</summary>
    public DateOnly WindowStart { get; } = Day.AddMonths(-12);

    /// <summary>Nothing is later than this: London's midnight at the start of the day, in summer too.</summary>
    public DateTimeOffset Latest { get; } = new(Day.AddDays(-1), new TimeOnly(23, 0), TimeSpan.Zero);

    /// <summary>Birthdays are counted from midnight; someone born on 29 February is a year older on 28 February.</summary>
    public int AgeOf(DateOnly born)
    {
        var years = Day.Year - born.Year;
        return born.AddYears(years) > Day ? years - 1 : years;
    }

    public DateOnly DaysAgo(int days) => Day.AddDays(-days);

    public DateOnly MonthsAgo(int months) => Day.AddMonths(-months);

    public static DateTimeOffset Noon(DateOnly day) => At(day, 12, 0);

    public static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day, new TimeOnly(hour, minute), TimeSpan.Zero);
}
