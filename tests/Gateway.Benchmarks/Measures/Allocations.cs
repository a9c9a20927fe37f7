using System.Globalization;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>P32: what a check allocates in the gateway's process, with the framework's part and all that runs beside it.</summary>
internal static class Allocations
{
    private const double SecondsKept = 65;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Bed bed, LoadReport report)
    {
        await using var site = await bed.SiteAsync(bed.Options.Sizes[0], counted: true);
        await WarmUp.UntilSettledAsync(() => TurnAsync(bed, site));
        // Answers are kept for a minute in blocks that are used again: the first minute takes them, and no later one.
        if (!bed.Options.Short) await bed.Generator.RunAsync(bed.Checks(site) with { Seconds = SecondsKept });
        var rounds = new List<double>();
        for (var round = 0; round < bed.Options.Rounds; round++)
        {
            var before = await AllocatedAsync(site.Gateway);
            var result = await bed.Generator.RunAsync(bed.Checks(site) with { Count = bed.Options.SameWork, Seconds = 60 });
            rounds.Add((await AllocatedAsync(site.Gateway) - before) / 1024 / result.Completed);
        }

        report.Figures.Add(Figure.FromRounds("P32", "Allocated for a check in the gateway's process", rounds, " KB", 60, 20, higherIsBetter: false));
    }

    private static async Task<double> TurnAsync(Bed bed, Site site)
    {
        var before = site.Gateway.Cpu;
        var result = await bed.Generator.RunAsync(bed.Checks(site) with { Seconds = bed.Options.WarmUpSeconds });
        return (site.Gateway.Cpu - before) / result.Completed;
    }

    private static async Task<double> AllocatedAsync(Child gateway)
    {
        var line = await gateway.AskAsync("", Patience);
        while (!line.StartsWith("allocated ", StringComparison.Ordinal)) line = await gateway.LineAsync(_ => true, Patience);
        return double.Parse(line["allocated ".Length..], CultureInfo.InvariantCulture);
    }
}
