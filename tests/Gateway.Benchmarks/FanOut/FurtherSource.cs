using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Tests.Federation;

namespace Gateway.Benchmarks.FanOut;

/// <summary>P20: what a further source costs this process, from questions to 1, 5, 20 and 50 of them; beside as many bare calls.</summary>
internal sealed class FurtherSource(FanOutBed bed, FanOutOptions options) : FanOutMeasure
{
    private const int AtOnce = 2;
    private static readonly int[] Sizes = [1, 5, 20, 50];

    private readonly CustodianCalls _calls = FanOutBed.Calls();
    private readonly BareCall _bare = new(bed.Port, "instant-1");
    private readonly List<double> _own = [];
    private readonly List<double> _peer = [];

    public override async Task RoundAsync(bool counts)
    {
        var (own, peer) = (new List<(double Count, double Micros)>(), new List<(double Count, double Micros)>());
        var ask = new AskCustodians(_calls, NoFiles.Answer, TimeProvider.System);
        foreach (var size in Sizes)
        {
            var questions = bed.Of("instant", size);
            own.Add((size, await CpuAsync(() => FanOutBed.AskAsync(ask, questions))));
            peer.Add((size, await CpuAsync(() => Task.WhenAll(Enumerable.Range(0, size).Select(_ => _bare.SendAsync())))));
        }

        if (!counts) return;
        _own.Add(Line(own));
        _peer.Add(Line(peer));
    }

    public override void Report(LoadReport report) => report.Figures.Add(Figure.FromRounds("P20", "Processor time of a further source", _own, " µs", 40, 25, false) with
    {
        Of = $"a further call of the framework's client alone {_peer.Median():0.0} µs; ours over it {_own.Zip(_peer, (own, peer) => own - peer).Median():0.0} µs",
    });

    public override ValueTask DisposeAsync()
    {
        _calls.Dispose();
        _bare.Dispose();
        return base.DisposeAsync();
    }

    private async Task<double> CpuAsync(Func<Task> ask)
    {
        var before = Environment.CpuUsage.TotalTime;
        var answered = await Loops.ClosedAsync(AtOnce, options.Seconds / 4, ask);
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / answered;
    }

    // The slope of the straight line that fits best.
    private static double Line(List<(double Count, double Micros)> points)
    {
        var (x, y) = (points.Average(point => point.Count), points.Average(point => point.Micros));
        return points.Sum(point => (point.Count - x) * (point.Micros - y)) / points.Sum(point => (point.Count - x) * (point.Count - x));
    }
}
