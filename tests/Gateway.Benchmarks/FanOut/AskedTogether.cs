using System.Collections.Immutable;
using Gateway.Benchmarks.Report;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Rules.Policy;
using Gateway.Tests.Federation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Benchmarks.FanOut;

/// <summary>P21: the same asked by two, and by two hundred within 50 ms, at one agency; how many calls each source is sent.</summary>
internal sealed class AskedTogether(FanOutBed bed) : FanOutMeasure
{
    private static readonly TimeSpan Within = TimeSpan.FromMilliseconds(50);

    private readonly CustodianCalls _calls = FanOutBed.Calls(new CallLimits { AtOnce = 2000, Waiting = 2000 });
    private readonly List<double> _two = [];
    private readonly List<double> _many = [];
    private readonly List<double> _naive = [];

    public override async Task RoundAsync(bool counts)
    {
        var ask = new AskCustodians(_calls, NoFiles.Answer, TimeProvider.System);
        var together = new AskTogether(ask, Options.Create(new CallLimits()), TimeProvider.System, NullLogger<AskTogether>.Instance);
        var questions = bed.Of("slow", 5);
        Task Joined() => together.AskAsync("a-trust", Guid.NewGuid(), FanOutBed.Child, Purpose.UnscheduledCare, FanOutBed.Since, questions, FanOutBed.Deadline, CancellationToken.None);
        var (two, many, naive) = (await CallsAsync(2, questions, Joined), await CallsAsync(200, questions, Joined), await CallsAsync(200, questions, () => FanOutBed.AskAsync(ask, questions)));
        if (!counts) return;
        _two.Add(two);
        _many.Add(many);
        _naive.Add(naive);
    }

    public override void Report(LoadReport report)
    {
        report.Figures.Add(Figure.FromRounds("P21", "Asked twice at once at one site: calls of each source", _two, "", 1.1, 1, false));
        report.Figures.Add(Figure.FromRounds("B12", "Asked two hundred times in 50 ms at one site: calls of each source", _many, "", 1.1, 1, false) with { Of = $"where nobody joins, {_naive.Median():0}" });
    }

    public override ValueTask DisposeAsync()
    {
        _calls.Dispose();
        return base.DisposeAsync();
    }

    private async Task<double> CallsAsync(int askers, ImmutableArray<CustodianQuestion> questions, Func<Task> ask)
    {
        await bed.CallsAsync();
        await Loops.OpenAsync(askers / Within.TotalSeconds, Within.TotalSeconds, async () =>
        {
            await ask();
            return true;
        });
        return (double)await bed.CallsAsync() / questions.Length;
    }
}
