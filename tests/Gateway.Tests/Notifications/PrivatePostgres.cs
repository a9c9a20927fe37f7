using System.Diagnostics;
using Npgsql;

namespace Gateway.Tests.Notifications;

/// <summary>A PostgreSQL of our own, or the one that GATEWAY_TEST_POSTGRES names; a fresh database for each test that asks.</summary>
internal static class PrivatePostgres
{
    private static readonly Lazy<Task<string>> Server = new(StartAsync);

    public static async Task<string> NewDatabaseAsync()
    {
        var server = await Server.Value;
        var name = $"gateway_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("GATEWAY_TEST_POSTGRES") is { Length: > 0 } given) return given;

        var folder = Directory.CreateTempSubdirectory("gateway-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess) await Process.Start("chown", ["postgres", folder]).WaitForExitAsync();
        await AsPostgres("initdb", folder, "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C").WaitForExitAsync();

        var port = FreePort.Take();
        var server = AsPostgres("postgres", folder, "-D", data, "-h", "127.0.0.1", "-p", $"{port}", "-k", folder, "-c", "fsync=off", "-c", "max_connections=200");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server, folder);
        var connection = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";
        await ReadyAsync(connection, server);
        return connection;
    }

    private static async Task ReadyAsync(string connection, Process server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await ExecuteAsync(connection, "select 1");
                return;
            }
            catch (NpgsqlException) when (!limit.IsCancellationRequested && !server.HasExited)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }

    // PostgreSQL refuses to run as root; each step becomes the next, so that the process we hold is the one to stop.
    private static Process AsPostgres(string program, string folder, params string[] arguments)
    {
        var path = Directory.GetDirectories("/usr/lib/postgresql").Max() + "/bin/" + program;
        string[] become = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        var script = $"exec {string.Join(' ', [.. become, path, .. arguments])} >> {folder}/output 2>&1";
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = "/" })!;
    }

    private static void Stop(Process server, string folder)
    {
        server.Kill();
        server.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }
}
