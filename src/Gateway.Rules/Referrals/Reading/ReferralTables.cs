using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>A row, the days on which it holds, and its line.</summary>
internal sealed record Dated<T>(T Value, Period Period, int Line);

/// <summary>All rows of all tables as they were read.</summary>
internal sealed record ReferralTables(
    ImmutableArray<Dated<StateTerms>> States, ImmutableArray<Dated<MoveRow>> Moves, ImmutableArray<Dated<ClockTerms>> Clocks,
    ImmutableArray<Dated<(ReferralClock Clock, ClockTime Time)>> Times, ImmutableArray<Dated<TextTerms>> Texts, FrozenDictionary<RefusedBecause, string> Refusals)
{
    /// <summary>Each day on which any row begins to hold, or no longer does.</summary>
    public IEnumerable<DateOnly> Changes() => Periods()
        .SelectMany<Period, DateOnly>(period => period.To == DateOnly.MaxValue ? [period.From] : [period.From, period.To.AddDays(1)]).Distinct().Order();

    public ReferralRules On(DateOnly day)
    {
        var times = Times.Where(row => row.Period.Holds(day)).ToLookup(row => row.Value.Clock, row => row.Value.Time);
        return new ReferralRules(
            Of(States, day), Of(Moves, day), [.. Of(Clocks, day).Select(clock => clock with { Times = [.. times[clock.Clock]] })], Of(Texts, day), Refusals);
    }

    private IEnumerable<Period> Periods() =>
    [
        .. States.Select(row => row.Period), .. Moves.Select(row => row.Period), .. Clocks.Select(row => row.Period), .. Times.Select(row => row.Period),
        .. Texts.Select(row => row.Period),
    ];

    private static ImmutableArray<T> Of<T>(ImmutableArray<Dated<T>> rows, DateOnly day) => [.. rows.Where(row => row.Period.Holds(day)).Select(row => row.Value)];
}
