using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Federation.Late;
using Gateway.Matching.Snapshot;

namespace Gateway.Tests.Crash;

/// <summary>The gateway as it runs in earnest: a process of its own, on a port of its own choosing, that can be killed.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const string Host = "http://127.0.0.1:0";
    private static readonly TimeSpan ForAStart = TimeSpan.FromSeconds(90);

    private const string At = "at ";

    private readonly TaskCompletionSource<string> _point = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _nobodySilent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LastWords _words = new();
    private readonly Process _process;
    private volatile bool _deaf;

    private GatewayProcess(IReadOnlyDictionary<string, string> settings, IEnumerable<string> program)
    {
        var start = new ProcessStartInfo("dotnet", [.. program, "--urls", Host])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => Ended(new InvalidOperationException("The gateway stopped by itself.\n" + _words));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Signal();
        _process.Start();
        _ = ListenAsync(_process.StandardOutput, Said);
        _ = ListenAsync(_process.StandardError, _words.Add);
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(60) };

    public bool Alive => !_process.HasExited;

    public string Words => _words.ToString();

    /// <summary>Starts it and does not wait.</summary>
    public static GatewayProcess Begin(IReadOnlyDictionary<string, string> settings) => Begin(settings, [typeof(Program).Assembly.Location]);

    /// <summary>Starts it in a host that stops at a marked point when it is reached for the nth time, and does not wait.</summary>
    /// <param name="secondsAhead">By how much its clock is ahead of ours.</param>
    public static GatewayProcess BeginMarked(IReadOnlyDictionary<string, string> settings, string? point, int after, int secondsAhead, params string[] orders) => Begin(
        settings, [SlimHostProcess.Program, "gateway", "--ahead", $"{secondsAhead}", .. orders, .. point is null ? Array.Empty<string>() : ["--point", point, "--after", $"{after}"]]);

    /// <summary>Starts it and waits until it listens and says that it can record.</summary>
    public static async Task<GatewayProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var gateway = Begin(settings);
        await gateway.ReadyAsync();
        return gateway;
    }

    /// <summary>Completes when it listens and says that it can record.</summary>
    public async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(ForAStart);
        Http.BaseAddress = await _address.Task.WaitAsync(patience.Token);
        // The index of children opens beside the start; whatever else is not ready is a fault at once.
        if (await IsOpeningAsync(patience.Token))
        {
            await _open.Task.WaitAsync(patience.Token);
            Assert.False(await IsOpeningAsync(patience.Token), "The index of children said that it is open, and the gateway says that it is not.");
        }
    }

    private async Task<bool> IsOpeningAsync(CancellationToken stopping)
    {
        using var ready = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), stopping);
        if (ready.IsSuccessStatusCode) return false;
        var why = await ready.Content.ReadAsStringAsync(stopping);
        Assert.True(why.Contains("index of children", StringComparison.Ordinal), $"The gateway came up and is not ready: {why}\n{Words}");
        return true;
    }

    /// <summary>Completes when every source that was silent has answered, whoever asked it first, or its time is over.</summary>
    public Task NobodySilentAsync(CancellationToken stopping) => _nobodySilent.Task.WaitAsync(stopping);

    /// <summary>Nobody reads what it says any more, as where a collector of logs hangs.</summary>
    public void StopListening() => _deaf = true;

    private async Task ListenAsync(StreamReader words, Action<string?> hear)
    {
        while (!_deaf && await words.ReadLineAsync() is { } line) hear(line);
        if (!_deaf) hear(null);
    }

    /// <summary>Completes when it stopped at its marked point.</summary>
    public Task<string> AtPointAsync() => _point.Task.WaitAsync(ForAStart);

    public async Task<string> SignInAsync(string practitioner)
    {
        using var response = await Http.PostAsJsonAsync("/development/tokens", new { practitioner });
        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        return token.GetProperty("accessToken").GetString()!;
    }

    /// <summary>SIGKILL: it has no say in how it ends. Returns when the system has let go of it.</summary>
    public async Task KillAsync()
    {
        Signal();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private static GatewayProcess Begin(IReadOnlyDictionary<string, string> settings, IEnumerable<string> program)
    {
        var gateway = new GatewayProcess(settings, program);
        // Whoever kills it while it starts asks for no address.
        _ = gateway._address.Task.ContinueWith(t => t.Exception, TaskScheduler.Default);
        _ = gateway._open.Task.ContinueWith(t => t.Exception, TaskScheduler.Default);
        _ = gateway._nobodySilent.Task.ContinueWith(t => t.Exception, TaskScheduler.Default);
        return gateway;
    }

    private void Said(string? line)
    {
        if (line?.StartsWith(At, StringComparison.Ordinal) is true) _point.TrySetResult(line[At.Length..]);
        _words.Add(line);
        if (line?.Contains(KeepAsking.NothingOpen, StringComparison.Ordinal) is true) _nobodySilent.TrySetResult();
        if (line?.Contains(KeepChildren.Open, StringComparison.Ordinal) is true) _open.TrySetResult();
        if (line?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) _address.TrySetResult(new Uri(line[(at + Listening.Length)..]));
    }

    private void Ended(Exception why)
    {
        _address.TrySetException(why);
        _open.TrySetException(why);
        _nobodySilent.TrySetException(why);
    }

    private void Signal()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
        }
    }
}
