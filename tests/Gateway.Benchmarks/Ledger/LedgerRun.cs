using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Ledger;

/// <summary>Acknowledged appends beside a bare loop, beside single rows and beside our own writer with one entry in a commit, turn by turn.</summary>
internal static class LedgerRun
{
    private const int FullBatch = 256;

    public static Task<int> RunAsync(LedgerOptions options) => Measured.RunAsync("ledger", () => MeasureAsync(options));

    private static async Task<int> MeasureAsync(LedgerOptions options)
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

    private static async Task SqliteAsync(LedgerOptions options, LoadReport report)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-ledger-measure-").FullName;
        try
        {
            await using var bare = new BareSqlite(folder);
            await StoreAsync("SQLite", options, report, name => new LedgerSettings(StorageProvider.Sqlite, Path.Combine(folder, name), Key()), bare, null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PostgresAsync(LedgerOptions options, Postgres postgres, LoadReport report)
    {
        var databases = new Dictionary<string, string> { ["own"] = await postgres.CreateDatabaseAsync(), ["one"] = await postgres.CreateDatabaseAsync() };
        var single = await postgres.CreateDatabaseAsync();
        await using var bare = new BarePostgres(await postgres.CreateDatabaseAsync());
        await StoreAsync(
            "PostgreSQL", options, report, name => new LedgerSettings(StorageProvider.Postgres, databases[name], Key()), bare,
            () => PgBench.RunAsync(single, options.Seconds));
    }

    private static async Task StoreAsync(
        string store, LedgerOptions options, LoadReport report, Func<string, LedgerSettings> settings, BareLoop bare, Func<Task<double>>? singleRows)
    {
        await Console.Error.WriteLineAsync($"Measuring: the ledger on {store} (load average {Machine.Load()})");
        using var own = await StartAsync(settings("own"));
        using var one = await StartAsync(settings("one") with { MostEntries = 1 });
        var rounds = new List<LedgerRound>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var grouped = await OwnTurn.RunAsync(own, LedgerOptions.Callers, options.Seconds, MadeEntries.Of);
            var taken = new LedgerRound(
                grouped, bare.Run((int)Math.Round(grouped.Batch), options.Seconds), bare.Time(FullBatch, 20),
                await OwnTurn.RunAsync(one, LedgerOptions.Callers, options.Seconds, MadeEntries.Of), singleRows is null ? null : await singleRows());
            if (round > 0) rounds.Add(taken);
        }

        LedgerRound.Add(store, rounds, report);
        await own.StopAsync(default);
        await one.StopAsync(default);
    }

    public static LedgerKey Key() => new(new byte[LedgerKey.Length]);

    public static async Task<Audit.Ledger> StartAsync(LedgerSettings settings)
    {
        var ledger = new Audit.Ledger(settings, TimeProvider.System, NullLogger<Audit.Ledger>.Instance);
        await ledger.StartAsync(default);
        return ledger.State is LedgerState.Open ? ledger : throw new MeasureException($"The ledger did not open: {ledger.State}");
    }
}
