namespace Gateway.Rules.Calendars;

/// <summary>Time in which one area's front door is open: its hours on each working day.</summary>
public sealed class WorkingHours
{
    private readonly WorkingDays _days;
    private readonly OpeningHours _hours;

    /// <param name="days">On which days.</param>
    /// <param name="hours">At which hours; they must not be empty.</param>
    public WorkingHours(WorkingDays days, OpeningHours hours)
    {
        if (!hours.Open) throw new ArgumentException("The hours end before they begin.", nameof(hours));
        (_days, _hours) = (days, hours);
    }

    /// <summary>The first open instant, at this one or after it.</summary>
    public DateTimeOffset Opening(DateTimeOffset at)
    {
        var day = LondonTime.Day(at);
        if (_days.Holds(day) && _hours.On(day) is var (from, to) && at < to) return at < from ? from : at;
        return _hours.On(_days.Next(day)).From;
    }

    /// <summary>When so much open time has gone by.</summary>
    public DateTimeOffset Add(DateTimeOffset at, TimeSpan open)
    {
        var left = open;
        while (true)
        {
            at = Opening(at);
            var closes = _hours.On(LondonTime.Day(at)).To;
            if (at + left <= closes) return at + left;
            left -= closes - at;
            at = closes;
        }
    }

    /// <summary>The latest instant from which there is so much open time until this one.</summary>
    public DateTimeOffset Subtract(DateTimeOffset at, TimeSpan open)
    {
        var left = open;
        for (var day = LondonTime.Day(at); ; day = _days.Previous(day))
        {
            if (!_days.Holds(day)) continue;
            var (from, to) = _hours.On(day);
            var end = at < to ? at : to;
            if (end <= from) continue;
            if (end - left >= from) return end - left;
            left -= end - from;
        }
    }

    /// <summary>How much open time there is between two instants.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var open = TimeSpan.Zero;
        for (var at = Opening(from); at < to;)
        {
            var closes = _hours.On(LondonTime.Day(at)).To;
            open += (closes < to ? closes : to) - at;
            at = Opening(closes);
        }

        return open;
    }
}
