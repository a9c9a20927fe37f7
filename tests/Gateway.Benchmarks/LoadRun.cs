using System.Runtime.InteropServices;
using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks;

/// <summary>The whole of a load run: everything is started here, on 127.0.0.1, and everything is stopped here.</summary>
internal static class LoadRun
{
    private const int Stopped = 130;

    public static Task<int> RunAsync(LoadOptions options) => Measured.RunAsync("", async () =>
    {
        await using var bed = await Bed.MakeAsync(options);
        var report = new LoadReport(
            TimeProvider.System.GetUtcNow(), Form(options), options.Seed, Machine.Here(), bed.Postgres.Durability, Machine.Load());
        await PublishAsync(options);
        await MeasureAsync(bed, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    });

    // Allocations are counted in a process of our own.
    private static async Task PublishAsync(LoadOptions options)
    {
        if (options.Measures is ["allocations"]) return;
        Say("nothing yet: publishing the gateway, which takes a minute or two");
        await Deployed.PublishAsync();
    }

    private static async Task MeasureAsync(Bed bed, LoadReport report)
    {
        var chosen = bed.Options.Measures;
        if (chosen.Contains("throughput") || chosen.Contains("share"))
        {
            Say("whole checks beside committed inserts");
            await using var pair = await Pair.StartAsync(bed);
            var best = await Throughput.RunAsync(bed, pair, report);
            if (chosen.Contains("share")) Say("own share at half load");
            if (chosen.Contains("share")) await OwnShare.RunAsync(bed, pair, best, report);
        }

        await OneAsync("five", "checks with five signed answers each", FiveAnswers.RunAsync);
        await OneAsync("allocations", "bytes allocated", Allocations.RunAsync);
        await OneAsync("start", "cold starts", ColdStart.RunAsync);
        await OneAsync("growth", "growth with the number of children", Growth.RunAsync);

        async Task OneAsync(string name, string what, Func<Bed, LoadReport, Task> measure)
        {
            if (!chosen.Contains(name)) return;
            Say(what);
            await measure(bed, report);
        }
    }

    private static void Say(string what) => Console.Error.WriteLine($"Measuring: {what} (load average {Machine.Load()})");

    private static string Form(LoadOptions options) =>
        $"{(options.Short ? "short form" : "whole form")}: {options.Rounds} rounds of {options.Seconds:0.#} s after one discarded, {options.Connections} connections";

    // The cleaning up that disposal would have done, at once.
    public static void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Console.Error.WriteLine("Stopping.");
        Child.KillAll();
        Postgres.StopAll();
        Environment.Exit(Stopped);
    }
}
