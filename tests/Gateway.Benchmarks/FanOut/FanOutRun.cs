using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.FanOut;

/// <summary>What asking many custodians costs beyond the slowest of them. Every round asks in every way, turn by turn.</summary>
internal static class FanOutRun
{
    public static Task<int> RunAsync(FanOutOptions options) => Measured.RunAsync("fanout", async () =>
    {
        await using var bed = await FanOutBed.StartAsync();
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, 1, Machine.Here(), "no database", Machine.Load());
        await MeasureAsync("five sources, and one that hangs", new OverSlowest(bed, options), options, report);
        await MeasureAsync("one source, directly, through nginx and through the gateway's line", new BesideNginx(bed, options), options, report);
        await MeasureAsync("processor time of a further source", new FurtherSource(bed, options), options, report);
        await MeasureAsync("the same asked by several at once", new AskedTogether(bed), options, report);
        await MeasureAsync("one source that fails every call", new OneFails(bed, options), options, report);
        await MeasureAsync("ten to thirty thousand registered agencies", new Registered(), options, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    });

    private static async Task MeasureAsync(string what, FanOutMeasure measure, FanOutOptions options, LoadReport report)
    {
        await Console.Error.WriteLineAsync($"Measuring: {what} (load average {Machine.Load()})");
        await using (measure)
        {
            await measure.BeginAsync();
            for (var round = 0; round <= options.Rounds; round++) await measure.RoundAsync(counts: round > 0);
            measure.Report(report);
        }
    }
}

/// <summary>One thing that is measured in rounds.</summary>
internal abstract class FanOutMeasure : IAsyncDisposable
{
    public virtual Task BeginAsync() => Task.CompletedTask;

    /// <param name="counts">False for the first, which warms up.</param>
    public abstract Task RoundAsync(bool counts);

    public abstract void Report(LoadReport report);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected static double At(List<double> values, double part)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(part * values.Count))];
    }
}
