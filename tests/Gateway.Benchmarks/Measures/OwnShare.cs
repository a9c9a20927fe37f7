using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>What the gateway itself adds to a check at half its best rate: the whole, less the relationship call, less the slowest custodian.</summary>
internal static class OwnShare
{
    public const int Connections = 128;

    public static async Task RunAsync(Bed bed, Pair pair, double best, LoadReport report)
    {
        DriveOrder Open(DriveOrder order) => order with { Rate = best / 2, Connections = Connections };
        var (checks, inserts) = (new List<DriveResult>(), new List<DriveResult>());
        for (var round = 0; round <= bed.Options.Rounds; round++)
        {
            var (check, insert) = ((await pair.ChecksAsync(Open)).Result, (await pair.InsertsAsync(Open)).Result);
            if (round == 0) continue;
            checks.Add(check);
            inserts.Add(insert);
        }

        await pair.AllRecordedAsync();
        report.Figures.Add(Figure.FromRounds("", $"Own share at {best / 2:N0} checks/s (half load, open loop), p50", [.. checks.Select(c => c.Own.P50)], " ms", 5, 1, false) with
        {
            Of = $"whole {checks.Select(c => c.Whole.P50).Median():0.0} ms; one committed INSERT at this rate {inserts.Select(i => i.Whole.P50).Median():0.0} ms",
        });
        report.Figures.Add(Figure.FromRounds("", "The same, p99", [.. checks.Select(c => c.Own.P99)], " ms", 20, 5, false) with
        {
            Of = $"whole {checks.Select(c => c.Whole.P99).Median():0.0} ms; one committed INSERT at this rate {inserts.Select(i => i.Whole.P99).Median():0.0} ms",
        });
    }
}
