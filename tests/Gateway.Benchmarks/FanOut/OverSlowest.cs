using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Tests.Federation;

namespace Gateway.Benchmarks.FanOut;

/// <summary>P17 to P19: five sources of which none fails, and four with one that never answers.</summary>
internal sealed class OverSlowest(FanOutBed bed, FanOutOptions options) : FanOutMeasure
{
    private const int Sources = 5;

    // A deadline that is nearer than the fair time of a call: what hangs is waited for to its end, every time.
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(450);

    private readonly CustodianCalls _calls = FanOutBed.Calls();
    private readonly List<double> _median = [];
    private readonly List<double> _late = [];
    private readonly List<double> _whole = [];
    private readonly List<double> _over = [];

    public override async Task RoundAsync(bool counts)
    {
        var ask = new AskCustodians(_calls, NoFiles.Answer, TimeProvider.System);
        var (spread, hanging) = (bed.Of("spread", Sources), bed.Of("instant", Sources - 1).AddRange(bed.Of("hangs", 1)));
        var taken = await Loops.OpenAsync(options.Rate, options.Seconds, () => FanOutBed.AskAsync(ask, spread));
        var over = new List<double>();
        for (var at = 0; at < 10; at++) over.Add((await FanOutBed.AskAsync(ask, hanging, Near)).Milliseconds - Near.TotalMilliseconds);
        if (!counts) return;
        if (taken.Exists(one => one.Answers.Any(answer => answer.AsOf is null))) throw new MeasureException("A source that never fails did not answer.");
        var own = taken.ConvertAll(one => one.OverSlowest);
        _median.Add(At(own, 0.5));
        _late.Add(At(own, 0.99));
        _whole.Add(At(taken.ConvertAll(one => one.Milliseconds), 0.5));
        _over.Add(over.Max());
    }

    public override void Report(LoadReport report)
    {
        report.Figures.Add(Figure.FromRounds("P17", $"Five sources at {options.Rate:0}/s: beyond that question's slowest call, p50", _median, " ms", 1, 0.3, false) with { Of = $"whole {_whole.Median():0.0} ms; delays log-normal about 10 ms" });
        report.Figures.Add(Figure.FromRounds("P18", "The same, p99", _late, " ms", 5, 2, false));
        report.Figures.Add(Figure.FromRounds("P19", "One of five hangs: beyond the deadline, the worst of each round", _over, " ms", 50, 10, false));
    }

    public override ValueTask DisposeAsync()
    {
        _calls.Dispose();
        return base.DisposeAsync();
    }
}
