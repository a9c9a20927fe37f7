using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>An agency in a box.</summary>
public sealed class Program
{
    private const string Usage = "Gateway.Simulator --register FILE [--people DIR] [--urls http://127.0.0.1:0] [--control-port 7100] [--lists http://GATEWAY]";

    private Program() { }

    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = Read(args);
            using var stopping = new Stopping();
            await using var host = await SimulatorHost.StartAsync(options);
            await Console.Out.WriteLineAsync(Ready(host, options));
            await stopping.Asked;
            return 0;
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or InvalidDataException or JsonException or RefusedException)
        {
            await Console.Error.WriteLineAsync($"Gateway.Simulator cannot start: {fault.Message}");
            return 2;
        }
    }

    private static SimulatorOptions Read(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || args[i] is not ("--register" or "--people" or "--urls" or "--control-port" or "--lists")) throw new ArgumentException(Usage);
            given[args[i]] = args[i + 1];
        }
        var options = new SimulatorOptions
        {
            Register = SimulatorOptions.RegisterFile(given.GetValueOrDefault("--register") ?? throw new ArgumentException(Usage)),
            People = given.GetValueOrDefault("--people"),
            ControlPort = given.TryGetValue("--control-port", out var port) ? Port(port) : 7100,
            Listening = Listening.RegisterPorts,
            Lists = given.TryGetValue("--lists", out var gateway) ? Gateway(gateway) : null,
        };
        return given.TryGetValue("--urls", out var urls) ? options with { Address = Address(urls), Listening = Listening.OnePort } : options;
    }

    private static int Port(string text) => ushort.TryParse(text, out var port) ? port : throw new ArgumentException("--control-port takes a port.");

    private static Uri Gateway(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : throw new ArgumentException("--lists takes the address of the gateway.");

    private static IPEndPoint Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp
        && IPAddress.TryParse(uri.Host == "localhost" ? "127.0.0.1" : uri.Host, out var address)
            ? new IPEndPoint(address, uri.Port)
            : throw new ArgumentException("--urls takes one http address with a number for its host, such as http://127.0.0.1:0.");

    private static string Ready(SimulatorHost host, SimulatorOptions options)
    {
        var where = options.Listening == Listening.OnePort ? host.BaseAddress.ToString() : $"their own ports, control {host.BaseAddress}";
        var leftOut = host.LinesLeftOut == 0 ? "" : $" ({host.LinesLeftOut} lines are about nobody of this register)";
        return $"Simulator ready: {host.Agencies} agencies on {where}{leftOut}";
    }

    /// <summary>Ctrl+C, or what a supervisor sends.</summary>
    private sealed class Stopping : IDisposable
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly PosixSignalRegistration[] signals;

        public Stopping() => signals = [On(PosixSignal.SIGINT), On(PosixSignal.SIGTERM)];

        public Task Asked => asked.Task;

        public void Dispose() => Array.ForEach(signals, signal => signal.Dispose());

        private PosixSignalRegistration On(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            asked.TrySetResult();
        });
    }
}
