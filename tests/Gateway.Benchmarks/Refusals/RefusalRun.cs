using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Refusals;

/// <summary>A refusal must not tell whether the child is known: the same bytes but for ids, and times that cannot be told apart.</summary>
internal static class RefusalRun
{
    public static Task<int> RunAsync(RefusalOptions options) => Measured.RunAsync("refusals", async () =>
    {
        await using var bed = await Bed.MakeAsync(new LoadOptions { Seed = options.Seed });
        return await MeasureAsync(options, bed);
    });

    private static async Task<int> MeasureAsync(RefusalOptions options, Bed bed)
    {
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, options.Seed, Machine.Here(), bed.Postgres.Durability, Machine.Load());
        using var world = new RefusalWorld();
        var population = await Population.GenerateAsync(bed.Folder, options.Children, 2, options.Seed, world.Trust);
        await world.MakeAsync(population);
        await Deployed.PublishAsync();
        await using var site = await Site.StartAsync(population, await bed.Postgres.CreateDatabaseAsync());
        var samples = new RefusalSamples(options, world, site);
        samples.Take();
        foreach (var kind in options.Kinds) Add(report, options, kind, samples.Times(kind, known: true), samples.Times(kind, known: false));
        report.LoadAtEnd = Machine.Load();
        report.Print();
        await Console.Error.WriteLineAsync("The bytes of each kind were the same for known and unknown children, apart from ids, instants and places in the ledger.");
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    }

    private static void Add(LoadReport report, RefusalOptions options, RefusalKind kind, double[] known, double[] unknown)
    {
        var what = $"Refused, {kind.What}: time for a known beside an unknown child";
        report.Figures.Add(new Figure(kind.Code, what + ", Cohen's d", Math.Abs(EffectSize.Cohen(known, unknown)), "", options.Bound, null, HigherIsBetter: false)
        {
            Of = $"{Words(known)} beside {Words(unknown)}; {options.Bound:0.00} would be {EffectSize.Deviation(known, unknown) * options.Bound * 1000:0} µs",
        });
        report.Figures.Add(new Figure("", "The same, Cliff's delta", Math.Abs(EffectSize.Cliff(known, unknown)), "", options.Bound, null, HigherIsBetter: false));
    }

    private static string Words(double[] times) => $"mean {times.Average():0.000}, median {times.Median():0.000} ms";
}
