using System.Diagnostics;
using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Operating;
using Gateway.Audit.Sealing;

namespace Gateway.Benchmarks.Processes;

/// <summary>A gateway with its simulated agencies, each a process, over one population and one empty database.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Path = "/v1/checks";
    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string Signer = MakeSigner();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private Site(Population population, string database, Child simulator, Child gateway, int port, TimeSpan start) =>
        (Population, Database, Simulator, Gateway, Port, Start) = (population, database, simulator, gateway, port, start);

    public Population Population { get; }

    public string Database { get; }

    public Child Simulator { get; }

    public Child Gateway { get; }

    public int Port { get; }

    /// <summary>From the start of the gateway's process until it said that it is ready.</summary>
    public TimeSpan Start { get; }

    public static async Task<Site> StartAsync(Population population, string database, bool counted = false)
    {
        var simulator = await StartSimulatorAsync(population);
        try
        {
            BeginLog(population, database);
            var (port, started) = (Ports.Free(), Stopwatch.GetTimestamp());
            var gateway = StartGateway(population, database, port, counted);
            await gateway.UntilReadyAsync(port, "/health/ready", Patience);
            return new Site(population, database, simulator, gateway, port, Stopwatch.GetElapsedTime(started));
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    public static async Task<Child> StartSimulatorAsync(Population population)
    {
        var simulator = Child.Dotnet(
            "Gateway.Simulator", Programs.Simulator,
            ["--register", population.Register, "--people", population.Folder, "--urls", $"http://127.0.0.1:{population.SimulatorPort}"]);
        await simulator.LineAsync(line => line.StartsWith("Simulator ready", StringComparison.Ordinal), Patience);
        simulator.Drain();
        return simulator;
    }

    /// <param name="deployed">As its image carries it, or as it was built with this program.</param>
    /// <param name="more">Settings that come last, and win.</param>
    public static Child StartGateway(Population population, string database, int port, bool counted = false, bool deployed = true, params IEnumerable<string> more)
    {
        string[] arguments =
        [
            "--urls", $"http://127.0.0.1:{port}",
            $"--Gateway:Register={population.Register}", $"--Gateway:Postcodes={population.Postcodes}", $"--Gateway:Children={population.Children}",
            $"--Gateway:Policy={Programs.Contract("policy")}", $"--Gateway:Matching={Programs.Contract("matching")}", $"--Gateway:Alerts={population.Alerts}", $"--Gateway:Calendar={Programs.Contract("calendar", "bank-holidays-england-and-wales.csv")}",
            "--Gateway:ServerTiming=true", "--Gateway:Admission:AgencyASecond=100000", "--Gateway:Admission:AgencyTogether=100000", "--Storage:Provider=Postgres", $"--Storage:Connection={database}", $"--Ledger:Key={Key}", "--Messaging:Transport=InMemory", "--Gateway:Tokens:Bound=false",
            .. Published(population, database), "--Logging:LogLevel:Default=Warning", .. more,
        ];
        var environment = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production" };
        if (counted) return Child.Dotnet("Gateway, counted", Programs.Self, ["counted-gateway", .. arguments], environment);
        var gateway = deployed ? Child.Start("Gateway", Deployed.Gateway, arguments, environment) : Child.Dotnet("Gateway", Programs.Gateway, arguments, environment);
        gateway.Drain();
        return gateway;
    }

    /// <summary>What an operator does once for a database, before any start: outside Development a gateway begins no log of its own accord.</summary>
    public static void BeginLog(Population population, string database)
    {
        var settings = new LedgerSettings(StorageProvider.Postgres, database, new LedgerKey(Convert.FromBase64String(Key)), Anchor: System.IO.Path.Combine(Folder(population, database), "anchor.db"));
        new InitLog(settings, TimeProvider.System).Run(LedgerSettings.UsualOrigin, LondonTime.Day(TimeProvider.System.GetUtcNow()));
    }

    private static string Folder(Population population, string database) =>
        System.IO.Path.Combine(population.Folder, "ledger-" + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(database)))[..12]);

    // All gateways of one database have one anchor.
    private static string[] Published(Population population, string database)
    {
        var folder = Folder(population, database);
        return [$"--Ledger:Signer={Signer}", $"--Ledger:Anchor={System.IO.Path.Combine(folder, "anchor.db")}", $"--Ledger:Publish={System.IO.Path.Combine(folder, "published")}"];
    }

    private static string MakeSigner()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
