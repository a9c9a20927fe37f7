using System.CommandLine;


namespace Gateway.Tests.Synthetic;

/// <summary>Runs the command line as a person would, without a process.</summary>
internal static class Tool
{
    public static Task<(int Code, string Output, string Error)> RunAsync(string[] args, TimeProvider? clock = null) =>
        RunUntilAsync(args, clock ?? TimeProvider.System, TestContext.Current.CancellationToken);

    public static async Task<(int Code, string Output, string Error)> RunUntilAsync(string[] args, TimeProvider clock, CancellationToken cancel)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var streams = new InvocationConfiguration { Output = output, Error = error };
        var code = await global::Gateway.Tool.Program.RunAsync(args, clock, interactive: false, streams, cancel);
        return (code, output.ToString(), error.ToString());
    }

    public static Task<(int Code, string Output, string Error)> GenerateAsync(TemporaryFolder folder, string rest) =>
        RunAsync(["synthetic", "generate", "--register", TestRegister.WriteTo(folder.Path), "--out", folder.At("out"), .. rest.Split(' ')]);
}

/// <summary>A clock that stands still, or that has moved on every time somebody looks.</summary>
internal sealed class StillClock(DateTimeOffset now, TimeSpan stride = default) : TimeProvider
{
    private long _looks;

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => stride.Ticks * _looks++;
}
