using System.Diagnostics;
using System.Globalization;
using Gateway.Benchmarks.Processes;
using Npgsql;

namespace Gateway.Benchmarks.Ledger;

/// <summary>PostgreSQL's own load program: 64 clients, each inserting one row of an entry's bytes and committing it.</summary>
internal static class PgBench
{
    private const string Table = "create table if not exists single_row (id uuid primary key, body bytea not null); alter table single_row alter body set storage external";

    private static readonly string Script =
        $"insert into single_row values (gen_random_uuid(), decode(repeat('5a', {BareLoop.LeafLength + 32 + (BareLoop.Sections * BareLoop.SealedLength)}), 'hex'));\n";

    public static async Task<double> RunAsync(string connection, double seconds)
    {
        await Postgres.ExecuteAsync(connection, Table);
        var (server, file) = (new NpgsqlConnectionStringBuilder(connection), Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file, Script);
            using var run = Process.Start(Start(server, file, seconds)) ?? throw new MeasureException("pgbench did not start.");
            var (said, faults) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
            await run.WaitForExitAsync();
            return run.ExitCode == 0 ? Rate(await said) : throw new MeasureException($"pgbench ended with {run.ExitCode}: {await faults}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ProcessStartInfo Start(NpgsqlConnectionStringBuilder server, string file, double seconds)
    {
        var start = new ProcessStartInfo(Postgres.Binary("pgbench"),
        [
            "-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!, "-n", "-M", "prepared",
            "-c", LedgerOptions.Callers.ToString(CultureInfo.InvariantCulture), "-j", "2", "-T", Math.Max(1, Math.Round(seconds)).ToString(CultureInfo.InvariantCulture),
            "-f", file, server.Database!,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        if (server.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        return start;
    }

    private static double Rate(string said)
    {
        var line = said.Split('\n').LastOrDefault(text => text.StartsWith("tps = ", StringComparison.Ordinal)) ?? throw new MeasureException("pgbench gave no rate.");
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
