using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Policy;

/// <summary>An engine in a process of its own, its loop inside: a line asks, a line answers.</summary>
internal sealed class PolicyPeer : IAsyncDisposable
{
    private readonly Child _process;

    private PolicyPeer(string name, Child process) => (Name, _process) = (name, process);

    public string Name { get; }

    /// <summary>What it runs on, in its own words.</summary>
    public string On { get; private set; } = "";

    public static Task<PolicyPeer> NodeAsync(string name) => StartedAsync(
        name, Child.Start(name, "node", [Path.Combine(TenRules.Folder, "Peers", "peer.mjs"), name, TenRules.File], folder: TenRules.Folder));

    public static Task<PolicyPeer> OwnAsync() => StartedAsync("gateway", Child.Dotnet("Our engine", Programs.Self, ["policy-own"]));

    /// <summary>Outcome, reason and obligations of every request of the shared file.</summary>
    public Task<string[][]> AnswersAsync() => AskAsync("answers", 60, PolicyJson.Default.StringArrayArray);

    public Task<PolicyTurn> RunAsync(double seconds) => AskAsync($"run {seconds:R}", seconds, PolicyJson.Default.PolicyTurn);

    public Task<PolicyTurn> RunJsonAsync(double seconds) => AskAsync($"run-json {seconds:R}", seconds, PolicyJson.Default.PolicyTurn);

    public async Task<T> AskAsync<T>(string line, double seconds, JsonTypeInfo<T> type)
    {
        var answer = await _process.AskAsync(line, TimeSpan.FromSeconds(seconds + 60));
        return JsonSerializer.Deserialize(answer, type) ?? throw new MeasureException($"{Name} answered nothing.");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<PolicyPeer> StartedAsync(string name, Child process)
    {
        var peer = new PolicyPeer(name, process);
        peer.On = await process.LineAsync(line => line.StartsWith("ready ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        return peer;
    }
}
