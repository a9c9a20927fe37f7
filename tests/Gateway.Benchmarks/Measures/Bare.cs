using System.Globalization;
using Gateway.Benchmarks.Peers;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Measures;

/// <summary>The bare endpoint as a process, with a database of its own in the same server.</summary>
internal sealed class Bare(Child process, int port, string database) : IAsyncDisposable
{
    public Child Process => process;

    public int Port => port;

    public string Database => database;

    public static async Task<Bare> StartAsync(Bed bed, Population population)
    {
        var database = await bed.Postgres.CreateDatabaseAsync();
        await Postgres.ExecuteAsync(database, BareInsert.Table);
        var port = Ports.Free();
        var process = Child.Dotnet("Bare endpoint", Programs.Self, ["bare", port.ToString(CultureInfo.InvariantCulture), database, $"http://127.0.0.1:{population.SimulatorPort}/"]);
        await process.LineAsync(line => line.StartsWith("ready", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        return new Bare(process, port, database);
    }

    public async Task<long> RowsAsync() => (long)(await Postgres.ExecuteAsync(database, BareInsert.Counted))!;

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
