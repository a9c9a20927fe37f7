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
        var rounds = new List<(Slot Check, Slot Insert)>();
        for (var round = 0; round <= bed.Options.Rounds; round++)
        {
            var both = (await pair.ChecksAsync(), await pair.InsertsAsync());
            if (round > 0) rounds.Add(both);
        }

        await pair.AllRecordedAsync();
        Add(rounds, report);
        return rounds.Select(both => both.Check.Result.PerSecond).Median();
    }

    private static void Add(List<(Slot Check, Slot Insert)> rounds, LoadReport report)
    {
        double Middle(Func<(Slot Check, Slot Insert), double> of) => rounds.Select(of).Median();
        report.Figures.Add(Figure.FromRounds(
            "P1", "Whole checks a second: two custodians, a relationship, an ES256 caller; beside one committed INSERT",
            [.. rounds.Select(both => both.Check.Result.PerSecond / both.Insert.Result.PerSecond)], "x", 1.0, 1.5, higherIsBetter: true) with
        {
            Of = $"{Middle(b => b.Check.Result.PerSecond):N0}/s beside {Middle(b => b.Insert.Result.PerSecond):N0}/s, at {rounds[0].Check.Result.Whole.P50:0.0} and {rounds[0].Insert.Result.Whole.P50:0.0} ms p50",
        });
        report.Figures.Add(Figure.FromRounds(
            "P3", "Processor time for a whole check, all processes; beside one committed INSERT",
            [.. rounds.Select(both => both.Check.Cpu / both.Insert.Cpu)], "x", 1.0, 0.6, higherIsBetter: false) with
        {
            Of = $"gateway {Middle(b => b.Check.ServiceCpu):N0} + agencies {Middle(b => b.Check.SimulatorCpu):N0} + PostgreSQL {Middle(b => b.Check.PostgresCpu):N0} µs; "
                + $"bare {Middle(b => b.Insert.ServiceCpu):N0} + PostgreSQL {Middle(b => b.Insert.PostgresCpu):N0} µs",
        });
    }
}
