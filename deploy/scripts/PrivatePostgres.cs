using System.Diagnostics;
using System.Text;

namespace Gateway.Deploy;

/// <summary>A PostgreSQL cluster of the test run's own: a new folder, a free port, loopback only, and as durable as a real one.</summary>
internal sealed class PrivatePostgres : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gateway-postgres-").FullName;
    private readonly string binaries = Binaries() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
    private readonly int port = Ports.Free();
    private readonly StringBuilder log = new();
    private Process? server;
    private int disposed;

    public string Connection => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    public static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
        : Path.GetDirectoryName(Repository.Program("initdb"));

    public StepResult Start()
    {
        if (Environment.IsPrivilegedProcess && new Command("chown", "postgres:", folder).Run() is { Ok: false } refused)
        {
            return StepResult.Failed("chown", refused.Output);
        }

        var made = AsPostgres("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").Run();
        if (!made.Ok)
        {
            return StepResult.Failed("initdb", made.Tail(20));
        }

        server = AsPostgres("postgres", "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "max_connections=500").Start(line => { lock (log) { log.AppendLine(line); } });
        return WaitUntilReady() ? StepResult.Ok($"127.0.0.1:{port}") : StepResult.Failed("did not start", Log());
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        if (server is not null)
        {
            Children.Stop(server, Children.Interrupt);
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private bool WaitUntilReady()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60) && server is { HasExited: false }; Thread.Sleep(50))
        {
            if (new Command(Path.Combine(binaries, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", $"{port}").Run().Ok)
            {
                return true;
            }
        }

        return false;
    }

    // setpriv replaces itself with the server, so that a signal to our child is a signal to the server.
    private Command AsPostgres(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess
            ? new Command("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", "--pdeathsig", "INT", path, .. arguments]) { Folder = folder }
            : new Command(path, arguments) { Folder = folder };
    }

    private string Log()
    {
        lock (log)
        {
            return log.ToString();
        }
    }
}
