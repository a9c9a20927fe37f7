using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Gateway.Benchmarks.Processes;

/// <summary>PostgreSQL for one run: the server of GATEWAY_TEST_POSTGRES, else a cluster of its own in the run's folder. Durable in both cases.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Clusters = new();

    private readonly string _server;
    private readonly string? _folder;
    private readonly List<string> _databases = [];
    private int _postmaster;

    private Postgres(string server, string? folder) => (_server, _folder) = (server, folder);

    /// <summary>The settings that make a commit durable, as the server says them.</summary>
    public string Durability { get; private set; } = "";

    public static async Task<Postgres> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable("GATEWAY_TEST_POSTGRES");
        var postgres = given is { Length: > 0 } ? new Postgres(given, null) : await OwnAsync();
        await postgres.LookAsync();
        return postgres;
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"measure_{Guid.NewGuid():N}";
        await ExecuteAsync(_server, $"create database {name}");
        _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(_server) { Database = name }.ToString();
    }

    public static async Task<object?> ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await open.OpenAsync();
#pragma warning disable CA2100 // Every text is a constant of this project, or a name made here.
        await using var command = new NpgsqlCommand(sql, open);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Processor time of every process of the server so far, in seconds; zero where it runs on another machine.</summary>
    public double Cpu => Child.CpuOf(_postmaster, withEndedChildren: true) + ChildrenOf(_postmaster).Sum(id => Child.CpuOf(id));

    public async ValueTask DisposeAsync()
    {
        if (_folder is null)
        {
            foreach (var name in _databases) await ExecuteAsync(_server, $"drop database if exists {name} with (force)");
            return;
        }

        await Task.Run(() => Remove(_folder));
    }

    /// <summary>Every cluster of this process, at once.</summary>
    public static void StopAll()
    {
        foreach (var folder in Clusters.Keys) Remove(folder);
    }

    private static async Task<Postgres> OwnAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"gateway-measure-{Guid.NewGuid():N}");
        var port = Ports.Free();
        await RunAsync("initdb", "-D", folder, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-instructions");
        var options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 -c fsync=on -c synchronous_commit=on -c full_page_writes=on";
        Clusters[folder] = true;
        await RunAsync("pg_ctl", "-D", folder, "-s", "-l", Path.Combine(folder, "log"), "-o", options, "-w", "start");
        return new Postgres($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres", folder);
    }

    private async Task LookAsync()
    {
        var backend = (int)(await ExecuteAsync(_server, "select pg_backend_pid()"))!;
        Durability = (string)(await ExecuteAsync(_server, """
            select string_agg(name || '=' || setting, ', ' order by name) from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')
            """))!;
        Durability = $"PostgreSQL {await ExecuteAsync(_server, "show server_version")}, {Durability}";
        _postmaster = _folder is { } folder ? int.Parse(File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture) : ParentOf(backend);
    }

    private static int ParentOf(int id)
    {
        var file = $"/proc/{id}/stat";
        if (!File.Exists(file)) return 0;
        var text = File.ReadAllText(file);
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> ChildrenOf(int id)
    {
        var file = $"/proc/{id}/task/{id}/children";
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))
            : [];
    }

    private static void Remove(string folder)
    {
        if (!Clusters.TryRemove(folder, out _)) return;
        using (var stop = Process.Start(AsPostgres("pg_ctl", "-D", folder, "-m", "immediate", "-w", "-s", "stop"))) stop?.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(AsPostgres(program, arguments)) ?? throw new InvalidOperationException($"{program} did not start.");
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {run.ExitCode}.");
    }

    private static ProcessStartInfo AsPostgres(string program, params string[] arguments)
    {
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", Binary(program), .. arguments] : [Binary(program), .. arguments];
        return new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = program == "initdb" };
    }

    public static string Binary(string program) =>
        Directory.Exists("/usr/lib/postgresql") && Directory.GetFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories) is [.., var path]
            ? path
            : throw new InvalidOperationException("PostgreSQL is not installed: install its server (Debian: postgresql), or set GATEWAY_TEST_POSTGRES.");
}
