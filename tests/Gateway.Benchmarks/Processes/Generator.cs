using System.Text.Json;
using Gateway.Benchmarks.Drive;

namespace Gateway.Benchmarks.Processes;

/// <summary>The generator's process, from the side that orders.</summary>
internal sealed class Generator : IAsyncDisposable
{
    // One thread that waits for all sockets and runs what follows on it: the least work for the machine that is measured.
    private static readonly Dictionary<string, string> Lean = new()
    {
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
    };

    private readonly Child _process = Child.Dotnet("Generator", Programs.Self, ["drive"], Lean);

    public async Task<DriveResult> RunAsync(DriveOrder order)
    {
        var answer = await _process.AskAsync(JsonSerializer.Serialize(order, DriveJson.Default.DriveOrder), TimeSpan.FromSeconds(order.Seconds + 120));
        var result = JsonSerializer.Deserialize(answer, DriveJson.Default.DriveResult)!;
        return result.Failed == 0 ? result : throw new MeasureException($"{result.Failed} of {result.Failed + result.Completed} answers on {order.Path} were not good: {result.WhyFailed}.");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>What was measured is not what was meant.</summary>
internal sealed class MeasureException : Exception
{
    public MeasureException(string message) : base(message) { }

    public MeasureException(string message, Exception inner) : base(message, inner) { }

    public MeasureException() { }
}
