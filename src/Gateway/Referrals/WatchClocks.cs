using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>A moment at which a clock warns or runs out.</summary>
/// <param name="Breach">It runs out; else it warns.</param>
internal sealed record ClockMoment(DateTimeOffset At, ClockReading Clock, bool Breach);

internal static class WatchClocks
{
    /// <summary>What comes first after an instant, all of it where several clocks come to the same one; nothing where no clock that runs has anything to say any more.</summary>
    public static ImmutableArray<ClockMoment> Next(ImmutableArray<ClockReading> clocks, DateTimeOffset after)
    {
        var coming = clocks.SelectMany(Moments).Where(moment => moment.At > after).ToArray();
        return coming.Length == 0 ? [] : [.. coming.Where(moment => moment.At == coming.Min(each => each.At)).OrderBy(moment => moment.Breach).ThenBy(moment => moment.Clock.Clock)];
    }

    private static IEnumerable<ClockMoment> Moments(ClockReading clock)
    {
        if (clock.Due is not { } due) yield break;
        foreach (var warning in clock.Warnings)
            if (Whole(warning) < due.At) yield return new ClockMoment(Whole(warning), clock, false);
        yield return new ClockMoment(Whole(due.At), clock, true);
    }

    // The store keeps milliseconds: half of a time may lie between two of them, and what was told of would come again for ever.
    private static DateTimeOffset Whole(DateTimeOffset at) =>
        at.Ticks % TimeSpan.TicksPerMillisecond is var beyond && beyond == 0 ? at : at.AddTicks(TimeSpan.TicksPerMillisecond - beyond);
}
