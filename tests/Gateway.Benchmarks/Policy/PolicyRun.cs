using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Policy;

/// <summary>The same ten rules in four engines: the answers first, then the time, turn by turn in one run.</summary>
internal static class PolicyRun
{
    private static readonly string[] Peers = ["cedar-wasm", "casbin", "json-rules-engine"];

    public static Task<int> RunAsync(PolicyOptions options) =>
        options.AnswersOnly ? Measured.UnoptimisedAsync(() => MeasureAsync(options)) : Measured.RunAsync("policy", () => MeasureAsync(options));

    private static async Task<int> MeasureAsync(PolicyOptions options)
    {
        var rules = TenRules.Read();
        await NodePackages.EnsureAsync();
        await using var engines = await Engines.StartAsync(Peers);
        var same = await SameAnswers.CheckAsync(rules, engines.Own, engines.Peers);
        await Console.Error.WriteLineAsync($"{same:N0} requests of ten-rules.json ({rules.Hash}): the same outcome, reason and obligations in all {1 + Peers.Length} engines.");
        if (options.AnswersOnly) return 0;
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, MakeRequests.Seed, Machine.Here(), $"{engines.Node}, {NodePackages.Versions()}", Machine.Load());
        await BesidePeers.RunAsync(options, engines, report);
        await Alone.RunAsync(options, engines.Own, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    }
}

/// <summary>Every engine, each a process.</summary>
internal sealed record Engines(PolicyPeer Own, IReadOnlyList<PolicyPeer> Peers) : IAsyncDisposable
{
    public static async Task<Engines> StartAsync(IEnumerable<string> peers)
    {
        var started = new List<PolicyPeer>();
        foreach (var name in peers) started.Add(await PolicyPeer.NodeAsync(name));
        return new Engines(await PolicyPeer.OwnAsync(), started);
    }

    /// <summary>The version of Node.js that the peers run on.</summary>
    public string Node => Peers[0].On[Peers[0].On.LastIndexOf("node", StringComparison.Ordinal)..];

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in Peers) await peer.DisposeAsync();
        await Own.DisposeAsync();
    }
}
