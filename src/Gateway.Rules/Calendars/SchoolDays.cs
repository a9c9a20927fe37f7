using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Calendars;

/// <summary>The days of one school: its own terms, less the days on which it is closed (half-term, training days, bank holidays).</summary>
/// <param name="Terms">First and last day of each term.</param>
/// <param name="Closed">Days within them without school.</param>
/// <param name="Begins">When its day begins.</param>
public sealed record SchoolDays(ImmutableArray<Period> Terms, FrozenSet<DateOnly> Closed, TimeOnly Begins)
{
    /// <summary>On which days of the week it teaches; some boarding schools do on Saturdays.</summary>
    public ImmutableArray<DayOfWeek> Week { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>True on a school day.</summary>
    public bool Holds(DateOnly day) => Week.Contains(day.DayOfWeek) && !Closed.Contains(day) && Terms.Any(term => term.Holds(day));

    /// <summary>How long its day is reckoned to be.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(7);

    /// <summary>True while its day lasts: somebody is there.</summary>
    public bool IsOpen(DateTimeOffset at) =>
        LondonTime.Day(at) is var day && Holds(day) && LondonTime.Instant(day.ToDateTime(Begins)) is var begins && at >= begins && at < begins + Lasts;

    /// <summary>True where its calendar says neither that somebody is there nor when next: it ends before.</summary>
    public bool IsSilent(DateTimeOffset at) => !IsOpen(at) && NextMorning(at) is null;

    /// <summary>
    /// The midnight that begins the first school day, where a day on which it would teach falls out before it: nobody is there who could take a notice. None while its day lasts, where there is
    /// no such day before the next morning, and where its calendar says nothing of later.
    /// </summary>
    public DateTimeOffset? HeldUntil(DateTimeOffset at)
    {
        if (IsOpen(at) || NextMorning(at) is not { } morning) return null;
        var first = LondonTime.Day(morning);
        for (var day = LondonTime.Day(at); day < first; day = day.AddDays(1))
            if (Week.Contains(day.DayOfWeek) && !Holds(day)) return LondonTime.Begin(first);
        return null;
    }

    /// <summary>When so much school time has passed: between these times of its own days. None where its calendar says nothing of later.</summary>
    public DateTimeOffset? After(DateTimeOffset at, TimeSpan passes, TimeOnly from, TimeOnly to)
    {
        var last = Terms.IsEmpty ? DateOnly.MinValue : Terms.Max(term => term.To);
        for (var day = LondonTime.Day(at); day <= last; day = day.AddDays(1))
        {
            if (!Holds(day)) continue;
            var (opens, closes) = (LondonTime.Instant(day.ToDateTime(from)), LondonTime.Instant(day.ToDateTime(to)));
            var start = at > opens ? at : opens;
            if (start >= closes) continue;
            if (closes - start >= passes) return start + passes;
            passes -= closes - start;
        }

        return null;
    }

    /// <summary>The beginning of the first school day that begins after an instant; none where its calendar says nothing of later.</summary>
    public DateTimeOffset? NextMorning(DateTimeOffset after)
    {
        var last = Terms.IsEmpty ? DateOnly.MinValue : Terms.Max(term => term.To);
        for (var day = LondonTime.Day(after); day <= last; day = day.AddDays(1))
            if (Holds(day) && LondonTime.Instant(day.ToDateTime(Begins)) is var morning && morning > after) return morning;
        return null;
    }
}
