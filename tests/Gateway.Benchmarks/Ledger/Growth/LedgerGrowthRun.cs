using System.Diagnostics;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>What an append and a search cost while the ledger grows: ledgers of each size, open at once and asked turn by turn.</summary>
internal static class LedgerGrowthRun
{
    private const double Flat = 0.05;

    public static Task<int> RunAsync(GrowthOptions options) => Measured.RunAsync("ledger-growth", () => MeasureAsync(options));

    private static async Task<int> MeasureAsync(GrowthOptions options)
    {
        await using var postgres = await Postgres.StartAsync();
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, 1, Machine.Here(), postgres.Durability, Machine.Load());
        if (options.Stores.Contains("sqlite")) await SqliteAsync(options, report);
        if (options.Stores.Contains("postgres")) await PostgresAsync(options, postgres, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    }

    private static async Task SqliteAsync(GrowthOptions options, LoadReport report)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-ledger-growth-").FullName;
        try
        {
            await StoreAsync("SQLite", options, options.SizesOf("sqlite"), report, size =>
            {
                var settings = new LedgerSettings(StorageProvider.Sqlite, Path.Combine(folder, $"{size}"), LedgerRun.Key());
                return Task.FromResult<(LedgerSettings, Func<Action<long>, Task>)>((settings, progress => Task.Run(() => BulkSqlite.Load(settings.Connection, size, progress))));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task PostgresAsync(GrowthOptions options, Postgres postgres, LoadReport report) =>
        StoreAsync("PostgreSQL", options, options.SizesOf("postgres"), report, async size =>
        {
            var settings = new LedgerSettings(StorageProvider.Postgres, await postgres.CreateDatabaseAsync(), LedgerRun.Key());
            return (settings, progress => BulkPostgres.LoadAsync(settings.Connection, size, progress));
        });

    private static async Task StoreAsync(
        string store, GrowthOptions options, IEnumerable<long> sizes, LoadReport report, Func<long, Task<(LedgerSettings, Func<Action<long>, Task>)>> begin)
    {
        var ledgers = new List<GrownLedger>();
        try
        {
            foreach (var size in sizes)
            {
                var (settings, load) = await begin(size);
                ledgers.Add(await GrowAsync(store, size, settings, load));
            }

            for (var round = 0; round <= options.Rounds; round++)
                foreach (var ledger in ledgers) await ledger.RoundAsync(options, counts: round > 0);
        }
        finally
        {
            foreach (var ledger in ledgers) ledger.Dispose();
        }

        foreach (var ledger in ledgers) ledger.Add(store, report);
        // Two sizes close together tell nothing of a slope: the short form prints it and asks nothing of it.
        var slope = Statistics.Slope(ledgers.Select(ledger => ((double)ledger.Size, ledger.Cost)));
        report.Figures.Add(new Figure("L5", $"{store}: slope of the time for an append, log-log", slope, "", options.Short ? null : Flat, null, false) { Lowest = slope, Highest = slope });
    }

    private static async Task<GrownLedger> GrowAsync(string store, long size, LedgerSettings settings, Func<Action<long>, Task> load)
    {
        using (var first = await LedgerRun.StartAsync(settings)) await first.StopAsync(default);
        var (started, told) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        await load(rows =>
        {
            if (Stopwatch.GetElapsedTime(started) is var taken && taken - told < TimeSpan.FromSeconds(5)) return;
            told = taken;
            Console.Error.WriteLine($"{store}: {size:N0} entries, {rows * 50.0 / size:0} % loaded after {taken.TotalSeconds:0} s");
        });
        await Console.Error.WriteLineAsync($"{store}: {size:N0} entries loaded in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s (load average {Machine.Load()})");
        var opening = Stopwatch.GetTimestamp();
        return new GrownLedger(size, await LedgerRun.StartAsync(settings), Stopwatch.GetElapsedTime(opening));
    }
}
