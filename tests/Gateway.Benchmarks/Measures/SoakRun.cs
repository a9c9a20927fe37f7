using System.Globalization;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <param name="Minutes">How long after the warming up.</param>
/// <param name="Rate">Checks a second.</param>
internal sealed record SoakOptions(double Minutes, double Rate, string? Json)
{
    public static SoakOptions? Read(string[] args)
    {
        var options = new SoakOptions(30, 200, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || options.With(args[i], args[i + 1]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private SoakOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--minutes", >= 1 and <= 1500 and var minutes) => this with { Minutes = minutes },
        ("--rate", >= 1 and <= 2000 and var rate) => this with { Rate = rate },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>G1: a steady load for half an hour. Nothing that was answered is missing in the ledger, the memory does not grow, and the last minutes are as the first.</summary>
internal static class SoakRun
{
    private const double SliceSeconds = 10;

    // Of the time, until the memory has found its level.
    private const double Settling = 0.25;
    private const double MostMegabytesAMinute = 1;

    public static Task<int> RunAsync(SoakOptions options) => Measured.RunAsync("soak", async () =>
    {
        await using var bed = await Bed.MakeAsync(new LoadOptions());
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"{options.Minutes:0.#} minutes at {options.Rate:0} checks a second"), 1, Machine.Here(), bed.Postgres.Durability, Machine.Load());
        await Processes.Deployed.PublishAsync();
        await using (var pair = await Pair.StartAsync(bed))
        {
            await WarmUp.UntilSettledAsync(async () => (await pair.ChecksAsync()).ServiceCpu);
            Add(report, await SlicesAsync(pair, options));
            // Stops the run where anything that was answered is not in the ledger.
            await pair.AllRecordedAsync();
        }

        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    });

    private static async Task<List<Slice>> SlicesAsync(Pair pair, SoakOptions options)
    {
        var slices = new List<Slice>();
        for (var at = 0; at * SliceSeconds < options.Minutes * 60; at++)
        {
            var slot = await pair.ChecksAsync(order => order with { Rate = options.Rate, Connections = OwnShare.Connections, Seconds = SliceSeconds });
            slices.Add(new Slice(at * SliceSeconds / 60, slot.Result.Own.P50, slot.Result.Own.P99, pair.Site.Gateway.Memory, slot.Result.Completed, slot.Result.Failed));
            if (at % 30 == 29) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{slices[^1].Minute:0} minutes: own share p99 {slices[^1].P99:0.0} ms, {slices[^1].Megabytes:0} MB"));
        }

        return slices;
    }

    private static void Add(LoadReport report, List<Slice> slices)
    {
        var settled = slices.Skip((int)(slices.Count * Settling)).ToList();
        report.Figures.Add(Figure.FromRounds("G1", "Own share, p99 of each ten seconds", [.. slices.Select(slice => slice.P99)], " ms", null, 20, false) with { Of = $"p50 {slices.Select(slice => slice.P50).Median():0.0} ms" });
        var slope = Slope(settled);
        report.Figures.Add(new Figure("G1", "Memory of the gateway, a minute, once it has settled", slope, " MB", MostMegabytesAMinute, 0.1, HigherIsBetter: false)
        {
            Lowest = slope,
            Highest = slope,
            Of = $"{settled.Min(slice => slice.Megabytes):0} to {settled.Max(slice => slice.Megabytes):0} MB",
        });
        report.Figures.Add(new Figure("G1", "Answered and not in the ledger", 0, "", 0, 0, HigherIsBetter: false) { Of = $"{slices.Sum(slice => slice.Completed):N0} answered, {slices.Sum(slice => slice.Failed):N0} failed; each counted in the database" });
    }

    private static double Slope(List<Slice> slices)
    {
        var (x, y) = (slices.Average(slice => slice.Minute), slices.Average(slice => slice.Megabytes));
        var spread = slices.Sum(slice => (slice.Minute - x) * (slice.Minute - x));
        return spread == 0 ? 0 : slices.Sum(slice => (slice.Minute - x) * (slice.Megabytes - y)) / spread;
    }

    private sealed record Slice(double Minute, double P50, double P99, double Megabytes, long Completed, long Failed);
}
