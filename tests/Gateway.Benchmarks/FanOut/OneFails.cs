using System.Diagnostics;
using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Tests.Federation;

namespace Gateway.Benchmarks.FanOut;

/// <summary>
/// One of five sources fails every call, beside the same five when none fails, pair by pair at full load: when its breaker opens, and what the
/// other four's calls cost meanwhile.
/// </summary>
internal sealed class OneFails(FanOutBed bed, FanOutOptions options) : FanOutMeasure
{
    private const double MostRise = 1.10;

    // Of the rate at which five sources are asked as fast as they answer.
    private const double Full = 0.8;

    private readonly List<double> _rise = [];
    private readonly List<double> _opened = [];
    private double _rate;

    public override async Task BeginAsync()
    {
        using var calls = FanOutBed.Calls();
        var (ask, questions) = (new AskCustodians(calls, NoFiles.Answer, TimeProvider.System), bed.Of("instant", 5));
        await Loops.ClosedAsync(8, 2, () => FanOutBed.AskAsync(ask, questions));
        _rate = Full * await Loops.ClosedAsync(8, options.Seconds, () => FanOutBed.AskAsync(ask, questions)) / options.Seconds;
    }

    public override async Task RoundAsync(bool counts)
    {
        // Which of a pair goes first changes, so that what the machine does next to it falls on both.
        var failsFirst = _rise.Count % 2 == 0;
        var one = await TurnAsync(failsFirst);
        var other = await TurnAsync(!failsFirst);
        if (!counts) return;
        var (failing, whole) = failsFirst ? (one, other) : (other, one);
        _rise.Add(failing.P99 / whole.P99);
        _opened.Add(failing.Opened);
    }

    public override void Report(LoadReport report)
    {
        var (low, high) = Interval(_rise);
        report.Figures.Add(Figure.FromRounds("B10", "One source fails every call: until it is no longer asked", _opened, " s", 10, 1, false));
        report.Figures.Add(Figure.FromRounds("B10", $"The other four meanwhile, p99 of a call at {_rate:N0} questions/s, in pairs", _rise, "x", MostRise, 1.0, false) with
        {
            Of = $"95 % of resampled medians from {low:0.00} to {high:0.00}",
        });
    }

    private async Task<(double P99, double Opened)> TurnAsync(bool fails)
    {
        using var calls = FanOutBed.Calls();
        var ask = new AskCustodians(calls, NoFiles.Answer, TimeProvider.System);
        var questions = bed.Of("instant", fails ? 4 : 5).AddRange(bed.Of("fails", fails ? 1 : 0));
        var (began, opened) = (Stopwatch.GetTimestamp(), double.NaN);
        var taken = await Loops.OpenAsync(_rate, options.Seconds, async () =>
        {
            var one = await FanOutBed.AskAsync(ask, questions);
            if (fails && double.IsNaN(opened) && one.Answers[^1].Items[0].Said.Because == Because.NotAsked) opened = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return one;
        });
        if (fails && double.IsNaN(opened)) opened = double.PositiveInfinity;
        // The same four in both turns.
        return (At([.. taken.SelectMany(one => one.Calls.All).Where(call => call.Source is "instant-1" or "instant-2" or "instant-3" or "instant-4").Select(call => call.Milliseconds)], 0.99), opened);
    }

    // By drawing the pairs again, with a fixed seed.
    private static (double Low, double High) Interval(List<double> rises)
    {
        var random = new Random(1);
        var medians = Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, rises.Count).Select(_ => rises[random.Next(rises.Count)]).Median()).ToList();
        return (At(medians, 0.025), At(medians, 0.975));
    }
}
