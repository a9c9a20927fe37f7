using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Gateway.Tests;

/// <summary>
/// PostgreSQL for the whole assembly: the server of GATEWAY_TEST_POSTGRES, else a private cluster, begun when the first test
/// asks. Ask for a database of your own with <see cref="CreateDatabaseAsync"/>. Without PostgreSQL the tests fail.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // A database that is dropped waits for the disk, which a busy machine may keep for longer than the usual 30 seconds.
    private const int Patience = 300;

    private readonly string? _given = Environment.GetEnvironmentVariable("GATEWAY_TEST_POSTGRES");
    private readonly Lazy<Task<PostgresCluster>> _cluster = new(PostgresCluster.StartNewAsync);
    private readonly ConcurrentBag<string> _databases = [];

    /// <summary>
    /// The connection string of a fresh, empty database. It is dropped at the end of the run. Each database has a pool of its own
    /// in this process: a connection that a finished test left there is given back after seconds, or hundreds of them would fill the server.
    /// </summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var server = await ServerAsync();
        var name = $"gateway_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"create database {name}");
        _databases.Add(name);
        return new NpgsqlConnectionStringBuilder(server) { Database = name, ConnectionIdleLifetime = 4, ConnectionPruningInterval = 1 }.ToString();
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated) await (await _cluster.Value).DisposeAsync();
        else foreach (var name in _databases) await ExecuteAsync(_given!, $"drop database if exists {name} with (force)");
    }

    private async Task<string> ServerAsync() => _given is { Length: > 0 } ? _given : (await _cluster.Value).ConnectionString;
}

/// <summary>A cluster of its own in a temporary folder, on a free loopback port, for tests that stop and start the server.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"gateway-postgres-{Guid.NewGuid():N}");
    private readonly int _port = Ports.Free();
    private Process? _server;

    private PostgresCluster() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Include Error Detail=true";

    public static async Task<PostgresCluster> StartNewAsync()
    {
        var cluster = new PostgresCluster();
        using var made = Run("initdb", "-D", cluster._folder, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync");
        await made.WaitForExitAsync();
        if (made.ExitCode != 0) throw new InvalidOperationException("initdb failed");
        await cluster.StartAsync();
        return cluster;
    }

    public async Task StartAsync()
    {
        _server = Run(
            "postgres", "-D", _folder, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300",
            "-c", "log_min_messages=log");
        var ready = new TaskCompletionSource();
        _server.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("postgres did not start"));
            else if (line.Data.Contains("database system is ready to accept connections")) ready.TrySetResult();
        };
        _server.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>SIGKILL to every process of the server; returns when they have gone.</summary>
    public async Task KillAsync()
    {
        foreach (var process in Kill())
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await _server!.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        using var removed = Run("rm", "-rf", _folder);
        await removed.WaitForExitAsync();
    }

    // One by one and not as a tree: killing a tree stops it first, and runuser then stops with its child.
    private List<Process> Kill()
    {
        var file = Path.Combine(_folder, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var postmaster)) return [];
        List<Process> killed = [];
        foreach (var pid in (int[])[postmaster, .. Children(postmaster)])
        {
            try
            {
                killed.Add(Process.GetProcessById(pid));
                killed[^1].Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
            {
            }
        }

        return killed;
    }

    private static IEnumerable<int> Children(int pid)
    {
        var file = $"/proc/{pid}/task/{pid}/children";
        return File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse) : [];
    }

    private static Process Run(string program, params string[] arguments)
    {
        var path = program == "rm" ? program : Binary(program);
        var asRoot = Environment.UserName == "root";
        var start = asRoot ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments]) : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardError = program == "postgres";
        start.RedirectStandardOutput = program == "initdb";
        return Process.Start(start)!;
    }

    private static string Binary(string program) =>
        Directory.Exists("/usr/lib/postgresql") && Directory.GetFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories) is [.., var path]
            ? path
            : throw new InvalidOperationException("PostgreSQL is not installed: these tests need its server programs (Debian: postgresql).");
}
