using System.Collections.Frozen;

namespace Gateway.Rules.Calendars;

/// <summary>The working days of England and Wales: Monday to Friday less bank holidays (workflows, 2.2), unless somebody works on other days. Bank holidays are data.</summary>
/// <param name="bankHolidays">Every bank holiday that is known, and days that an administrator added.</param>
public sealed class WorkingDays(FrozenSet<DateOnly> bankHolidays)
{
    private readonly int _first = bankHolidays.Count == 0 ? int.MaxValue : bankHolidays.Min().Year;
    private readonly int _last = bankHolidays.Count == 0 ? int.MinValue : bankHolidays.Max().Year;

    private static readonly FrozenSet<DayOfWeek> MondayToFriday = FrozenSet.Create(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday);

    /// <summary>On which days of the week; at least one.</summary>
    public FrozenSet<DayOfWeek> Week
    {
        get;
        init => field = value.Count > 0 ? value : throw new ArgumentException("No day of the week is a working day.", nameof(value));
    } = MondayToFriday;

    /// <summary>True on a working day.</summary>
    public bool Holds(DateOnly day) => Week.Contains(day.DayOfWeek) && !bankHolidays.Contains(day);

    /// <summary>The first working day after a day.</summary>
    public DateOnly Next(DateOnly day)
    {
        do day = day.AddDays(1);
        while (!Holds(day));
        return day;
    }

    /// <summary>The last working day before a day.</summary>
    public DateOnly Previous(DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!Holds(day));
        return day;
    }

    /// <summary>The day itself is day 0, whether it is a working day or not; this is the so-manieth working day after it.</summary>
    public DateOnly After(DateOnly day, int days)
    {
        for (; days > 0; days--) day = Next(day);
        return day;
    }

    /// <summary>The so-manieth working day before a day.</summary>
    public DateOnly Before(DateOnly day, int days)
    {
        for (; days > 0; days--) day = Previous(day);
        return day;
    }

    /// <summary>How many working days there are after one day, up to another and with it.</summary>
    public int Between(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = Next(after); day <= upTo; day = Next(day)) count++;
        return count;
    }

    /// <summary>False where a count touched a year of which no bank holiday is known: the day found may then be too early, never too late.</summary>
    public bool Knows(DateOnly from, DateOnly to) => from.Year >= _first && to.Year <= _last;
}
