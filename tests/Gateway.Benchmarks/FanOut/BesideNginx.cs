using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Tests.Federation;

namespace Gateway.Benchmarks.FanOut;

/// <summary>One source: called by the framework's client, by the same client through nginx, and by the gateway's line. All beyond the source's own time.</summary>
internal sealed class BesideNginx(FanOutBed bed, FanOutOptions options) : FanOutMeasure
{
    private readonly CustodianCalls _calls = FanOutBed.Calls();
    private readonly BareCall _direct = new(bed.Port, "steady-1");
    private readonly List<(double P50, double P99)> _directly = [];
    private readonly List<(double P50, double P99)> _proxied = [];
    private readonly List<(double P50, double P99)> _asked = [];
    private Nginx? _nginx;
    private BareCall? _through;

    public override async Task BeginAsync()
    {
        if (Nginx.Program is not { } program) return;
        _nginx = await Nginx.StartAsync(program, bed.Port);
        _through = new BareCall(_nginx.Port, "steady-1");
    }

    public override async Task RoundAsync(bool counts)
    {
        var (ask, one) = (new AskCustodians(_calls, NoFiles.Answer, TimeProvider.System), bed.Of("steady", 1));
        await TurnAsync(_directly, counts, _direct.BeyondSourceAsync);
        if (_through is not null) await TurnAsync(_proxied, counts, _through.BeyondSourceAsync);
        await TurnAsync(_asked, counts, async () => await FanOutBed.AskAsync(ask, one) is var taken ? taken.Milliseconds - taken.Calls.Source : 0);
    }

    public override void Report(LoadReport report)
    {
        report.Figures.Add(Line("Gateway's line to one source, over a bare client, p50", [.. _asked.Zip(_directly, (own, bare) => own.P50 - bare.P50)], _asked));
        if (_proxied.Count > 0) report.Figures.Add(Line("nginx before one source, over a bare client, p50", [.. _proxied.Zip(_directly, (proxied, bare) => proxied.P50 - bare.P50)], _proxied));
        else report.Figures.Add(new Figure("B11", "nginx is not installed (Debian: nginx-light): nothing to stand beside", 0, "", null, null, false));
    }

    public override async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        _direct.Dispose();
        _through?.Dispose();
        if (_nginx is not null) await _nginx.DisposeAsync();
        await base.DisposeAsync();
    }

    private Figure Line(string what, double[] rounds, List<(double P50, double P99)> whole) => Figure.FromRounds("B11", what, rounds, " ms", null, null, false) with
    {
        Of = $"beyond the source's own time: p50 {whole.Select(one => one.P50).Median():0.00} ms, p99 {whole.Select(one => one.P99).Median():0.00} ms; a bare client p50 {_directly.Select(one => one.P50).Median():0.00} ms, p99 {_directly.Select(one => one.P99).Median():0.00} ms",
    };

    private async Task TurnAsync(List<(double P50, double P99)> into, bool counts, Func<Task<double>> ask)
    {
        var taken = await Loops.OpenAsync(options.Rate, options.Seconds / 2, ask);
        if (counts) into.Add((At(taken, 0.5), At(taken, 0.99)));
    }
}
