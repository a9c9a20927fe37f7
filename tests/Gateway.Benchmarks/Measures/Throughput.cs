using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>P1 and P3: as many whole checks as go, beside as many committed inserts as go, turn by turn in one run.</summary>
internal static class Throughput
{
    /// <returns>The median of checks a second.</returns>
    public static async Task<double> RunAsync(Bed bed, Pair pair, LoadReport report)
    {
        await pair.SameWorkAsync();
        DriveOrder Warm(DriveOrder order) => order with { Seconds = bed.Options.WarmUpSeconds };
        await WarmUp.UntilSettledAsync(async () => (await pair.ChecksAsync(Warm)).ServiceCpu);
        await WarmUp.UntilSettledAsync(async () => (await pair.InsertsAsync(Warm)).ServiceCpu);
        await WarmUp.UntilSettledAsync(async () => (await pair.SameCallsAsync(Warm)).ServiceCpu);
        var rounds = new List<Round>();
        for (var round = 0; round <= bed.Options.Rounds; round++)
        {
            var all = new Round(await pair.ChecksAsync(), await pair.InsertsAsync(), await pair.SameCallsAsync());
            if (round > 0) rounds.Add(all);
        }

        await pair.AllRecordedAsync();
        Add(rounds, report);
        return rounds.Select(round => round.Check.Result.PerSecond).Median();
    }

    private static void Add(List<Round> rounds, LoadReport report)
    {
        double Middle(Func<Round, double> of) => rounds.Select(of).Median();
        report.Figures.Add(Figure.FromRounds(
            "P1", "Whole checks a second: two custodians, a relationship, an ES256 caller; beside one committed INSERT",
            [.. rounds.Select(round => round.Check.Result.PerSecond / round.Insert.Result.PerSecond)], "x", 1.0, 1.5, higherIsBetter: true) with
        {
            Of = $"{Middle(r => r.Check.Result.PerSecond):N0}/s beside {Middle(r => r.Insert.Result.PerSecond):N0}/s, at {Middle(r => r.Check.Result.Whole.P50):0.0} and {Middle(r => r.Insert.Result.Whole.P50):0.0} ms p50",
        });
        report.Figures.Add(Figure.FromRounds(
            "", "The same; beside a bare endpoint that makes the same three calls and commits two INSERTs, and does no more",
            [.. rounds.Select(round => round.Check.Result.PerSecond / round.Calls.Result.PerSecond)], "x", null, null, higherIsBetter: true) with
        {
            Of = $"beside {Middle(r => r.Calls.Result.PerSecond):N0}/s; processor {Cpu(rounds, r => r.Calls)} µs",
        });
        report.Figures.Add(Figure.FromRounds(
            "P3", "Processor time for a whole check, all processes; beside one committed INSERT",
            [.. rounds.Select(round => round.Check.Cpu / round.Insert.Cpu)], "x", 1.0, 0.6, higherIsBetter: false) with
        {
            Of = $"{Cpu(rounds, r => r.Check)} µs beside {Cpu(rounds, r => r.Insert)} µs",
        });
    }

    private static string Cpu(List<Round> rounds, Func<Round, Slot> of)
    {
        var slots = rounds.Select(of).ToArray();
        var agencies = slots.Select(slot => slot.SimulatorCpu).Median();
        return $"service {slots.Select(slot => slot.ServiceCpu).Median():N0} + {(agencies > 0 ? $"agencies {agencies:N0} + " : "")}PostgreSQL {slots.Select(slot => slot.PostgresCpu).Median():N0}";
    }

    private sealed record Round(Slot Check, Slot Insert, Slot Calls);
}
