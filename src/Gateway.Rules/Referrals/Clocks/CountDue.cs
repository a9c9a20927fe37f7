using System.Collections.Immutable;
using Gateway.Rules.Calendars;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>Counts from a beginning to the instant at which it is due. The three calendars are never mixed (workflows, 2.2).</summary>
internal sealed class CountDue(AreaCalendars calendars, DateTimeOffset start, ImmutableArray<Pause> pauses)
{
    /// <summary>Where the pauses have all ended.</summary>
    public Due From(ClockTime time) => time.Unit switch
    {
        TimeUnit.Minutes or TimeUnit.Hours => At(Elapsed(start, time.Span)),
        TimeUnit.Days => EndOf(LondonTime.Day(start).AddDays(time.Amount)),
        TimeUnit.Months => EndOf(LondonTime.Day(start).AddMonths(time.Amount)),
        TimeUnit.WorkingDays => Counted(EndOf(calendars.Days.After(LondonTime.Day(start), time.Amount + PausedDays()))),
        TimeUnit.WorkingHours => Counted(At(Open(time.Span))),
        TimeUnit.WorkingHoursThrough => Counted(At(Elapsed(calendars.Hours.Opening(start), time.Span))),
        TimeUnit.SchoolMornings => Mornings(time.Amount),
        _ => throw new ArgumentOutOfRangeException(nameof(time)),
    };

    /// <summary>When so much of its time has gone, counted as it counts; where it is due at the end of a day, of what passes until then.</summary>
    public DateTimeOffset Part(ClockTime time, int percent) => time.Unit switch
    {
        TimeUnit.Minutes or TimeUnit.Hours => Elapsed(start, time.Span * percent / 100),
        TimeUnit.WorkingHours => Open(time.Span * percent / 100),
        TimeUnit.WorkingHoursThrough => Elapsed(calendars.Hours.Opening(start), time.Span * percent / 100),
        _ => start + ((From(time).At - start) * percent / 100),
    };

    /// <summary>The first school morning after the start, and so many on. Where the school's days are not known, working days stand in for them.</summary>
    private Due Mornings(int count)
    {
        var at = start;
        for (var left = count; left > 0; left--)
        {
            if (calendars.School?.NextMorning(at) is not { } morning) return At(FrontDoorOpens(start, count)) with { Provisional = true };
            at = morning;
        }

        return At(at);
    }

    private DateTimeOffset FrontDoorOpens(DateTimeOffset at, int count)
    {
        for (var left = count; left > 0; left--)
        {
            var opens = calendars.Hours.Opening(at);
            at = opens > at ? opens : calendars.Hours.Opening(LondonTime.End(LondonTime.Day(at)));
        }

        return at;
    }

    // A pause that begins only after the time has gone moves nothing.
    private DateTimeOffset Elapsed(DateTimeOffset from, TimeSpan time)
    {
        var due = from + time;
        foreach (var pause in pauses)
            if (pause.From < due && pause.To is { } to && to > from) due += to - (pause.From > from ? pause.From : from);
        return due;
    }

    private DateTimeOffset Open(TimeSpan time)
    {
        var (at, left) = (start, time);
        foreach (var pause in pauses)
        {
            var worked = calendars.Hours.Between(at, pause.From);
            if (worked >= left || pause.To is not { } to) break;
            (at, left) = (to, left - worked);
        }

        return calendars.Hours.Add(at, left);
    }

    private int PausedDays() =>
        pauses.Sum(pause => pause.To is { } to ? calendars.Days.Between(LondonTime.Day(pause.From), LondonTime.Day(to)) : 0);

    private Due Counted(Due due) => due with { Provisional = !calendars.Days.Knows(LondonTime.Day(start), due.Day) };

    private static Due EndOf(DateOnly day) => new(LondonTime.End(day), day);

    private static Due At(DateTimeOffset at) => new(at.ToUniversalTime(), LondonTime.Day(at));
}
