using System.Globalization;

namespace Gateway.Benchmarks.Peers;

/// <summary>The gateway in a process that tells, for each line on its standard input, how many bytes it has allocated since its start.</summary>
internal static class CountedGateway
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Gateway.Program.Build(args);
        await app.StartAsync();
        _ = Task.Run(TellAsync);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task TellAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
            await Console.Out.WriteLineAsync("allocated " + GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
    }
}
