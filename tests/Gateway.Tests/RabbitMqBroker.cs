using System.Diagnostics;

namespace Gateway.Tests;

/// <summary>A RabbitMQ of our own on the loopback, which can be killed and started again over the same files.</summary>
internal sealed class RabbitMqBroker : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-rabbitmq-").FullName;
    private readonly int _port = Ports.Free();
    private readonly int _distribution = Ports.Free();
    private readonly int _names = Ports.Free();
    private readonly string _node = $"gateway-{Guid.NewGuid():N}@localhost";
    private readonly Process _namesServer;
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _server;

    private RabbitMqBroker() => _namesServer = Start(
        "epmd", ["-address", "127.0.0.1", "-port", $"{_names}"], []);

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{_port}/");

    public static async Task<RabbitMqBroker> StartAsync()
    {
        var broker = new RabbitMqBroker();
        await broker.StartAgainAsync();
        return broker;
    }

    /// <summary>Returns when it is there, at once where nobody has killed it.</summary>
    public Task UpAsync(CancellationToken stopping) => Volatile.Read(ref _up).Task.WaitAsync(stopping);

    /// <summary>As a power cut would: SIGKILL, no goodbye.</summary>
    public async Task KillAsync()
    {
        if (_server is null) return;
        // Before it dies, so that whoever lost it waits for the next.
        Volatile.Write(ref _up, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <summary>
    /// RabbitMQ 3.10 writes the names of its quorum queues down every three minutes only, and one that is killed before that
    /// loses the young queue whole. This makes the queues of a test as old as those of a broker in service.
    /// </summary>
    public async Task AgeQueuesAsync()
    {
        using var control = Start("/usr/lib/rabbitmq/bin/rabbitmqctl", ["eval", "'[dets:sync(T) || T <- dets:all()].'"], Settings());
        await control.WaitForExitAsync();
        if (control.ExitCode != 0) throw new InvalidOperationException("The broker did not write its queues down.");
    }

    public async Task StartAgainAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "enabled_plugins"), "[].");
        _server = Start("/usr/lib/rabbitmq/bin/rabbitmq-server", [], Settings());
        using var waiting = Start("/usr/lib/rabbitmq/bin/rabbitmqctl", ["wait", "--pid", $"{_server.Id}", "--timeout", "60"], Settings());
        await waiting.WaitForExitAsync();
        if (waiting.ExitCode != 0) throw new InvalidOperationException("The broker did not start: " + await File.ReadAllTextAsync(Path.Combine(_folder, "output")));
        _up.TrySetResult();
    }

    // ALLOW_INPUT makes the script become the node, so that the process we hold is the one to kill.
    private Dictionary<string, string> Settings() => new()
    {
        ["RABBITMQ_NODENAME"] = _node,
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{_port}",
        ["RABBITMQ_DIST_PORT"] = $"{_distribution}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(_folder, "pid"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "none"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "none"),
        ["RABBITMQ_ALLOW_INPUT"] = "true",
        ["RABBITMQ_CTL_ERL_ARGS"] = "-start_epmd false",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{_names}",
        ["HOME"] = _folder,
    };

    private Process Start(string program, string[] arguments, Dictionary<string, string> settings)
    {
        var script = $"exec {program} {string.Join(' ', arguments)} >> '{_folder}/output' 2>&1 < /dev/null";
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _namesServer.Kill();
        await _namesServer.WaitForExitAsync();
        _namesServer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
