using System.Collections.Immutable;
using Gateway.Rules.Calendars;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>What starts or stops a clock: an event, or the entry into a state.</summary>
internal readonly record struct ClockToken(ReferralEvent? Event, ReferralState? State);

/// <summary>One clock on one day: a row of <c>clocks.csv</c> with its rows of <c>times.csv</c>.</summary>
/// <param name="Only">Runs for a referral of the danger path only.</param>
/// <param name="Starts">Any of these starts it.</param>
/// <param name="Runs">It runs in these states only; in none where the service starts and stops it for a notice.</param>
/// <param name="Stops">Any of these stops it before they are left.</param>
/// <param name="Pausable">It may stand still for a while, with a reason.</param>
/// <param name="Told">Who is told, one after the other, when its time is over, besides the owner of the state.</param>
internal sealed record ClockTerms(
    ReferralClock Clock, bool Only, ImmutableArray<ClockToken> Starts, ImmutableArray<ReferralState> Runs, ImmutableArray<ClockToken> Stops,
    bool Pausable, ImmutableArray<ReferralActor> Told, ImmutableArray<ClockTime> Times)
{
    public ClockReading Read(ClockRun run, Rating rating, bool urgent, AreaCalendars calendars)
    {
        var count = new CountDue(calendars, run.Started, run.Pauses);
        var (time, due) = For(rating, urgent, calendars.Area).Select(time => (time, count.From(time))).MinBy(each => each.Item2.At);
        var points = time.Points.Select(days => calendars.Days.After(LondonTime.Day(run.Started), days));
        return run.Paused
            ? new ClockReading(Clock, null, [], [.. points], run) { Told = Told }
            : new ClockReading(Clock, due, CountWarnings.Of(time, run.Started, due, count, calendars), [.. points], run) { Told = Told };
    }

    // The row that was made for the case; else the one for every case; else, where nothing says which, all of them.
    private ImmutableArray<ClockTime> For(Rating rating, bool urgent, string? area)
    {
        var times = In(area);
        var made = times.FirstOrDefault(time => urgent && time.For == TimeFor.Urgent)
            ?? times.FirstOrDefault(time => rating != Rating.None && time.For == (TimeFor)rating)
            ?? times.FirstOrDefault(time => time.For == TimeFor.Any);
        return made is null ? times : [made];
    }

    // An area's own row stands in for that of no area, case by case: what an area does not say is as it is elsewhere.
    private ImmutableArray<ClockTime> In(string? area) =>
        [.. Times.GroupBy(time => time.For).Select(same => same.FirstOrDefault(time => time.Area.Length > 0 && time.Area == area) ?? same.FirstOrDefault(time => time.Area.Length == 0)).OfType<ClockTime>()];
}
