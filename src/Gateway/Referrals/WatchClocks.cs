using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>A moment at which a clock warns or runs out.</summary>
/// <param name="Warning">Which of its warnings it is, from 0; none where it runs out.</param>
internal sealed record ClockMoment(DateTimeOffset At, ClockReading Clock, int? Warning)
{
    public bool Breach => Warning is null;

    /// <summary>Names it whenever it comes: a clock that is told to have run out has, though its time be changed afterwards.</summary>
    public string Key => $"{Of(Clock)}{(Warning is { } number ? $"w{number}" : "b")}";

    /// <summary>What the keys of one run of a clock begin with.</summary>
    public static string Of(ClockReading clock) => $"{clock.Clock.Word()}.{clock.Run.Started.ToUnixTimeMilliseconds()}.";
}

internal static class WatchClocks
{
    /// <summary>
    /// What comes first of all that has not been told, be it long past: a time may become shorter. All of it where several clocks come to the same instant; nothing
    /// where no clock that runs has anything to say any more.
    /// </summary>
    public static ImmutableArray<ClockMoment> Next(ImmutableArray<ClockReading> clocks, IEnumerable<string> told)
    {
        var known = told.ToHashSet(StringComparer.Ordinal);
        var coming = clocks.SelectMany(Moments).Where(moment => !known.Contains(moment.Key)).ToArray();
        return coming.Length == 0 ? [] : [.. coming.Where(moment => moment.At == coming.Min(each => each.At)).OrderBy(moment => moment.Breach).ThenBy(moment => moment.Clock.Clock)];
    }

    private static IEnumerable<ClockMoment> Moments(ClockReading clock)
    {
        if (clock.Due is not { } due) yield break;
        foreach (var (warning, number) in clock.Warnings.Select((warning, number) => (warning, number)))
            if (warning < due.At) yield return new ClockMoment(warning, clock, number);
        yield return new ClockMoment(due.At, clock, null);
    }
}
