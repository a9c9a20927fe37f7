using System.Runtime.InteropServices;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Report;

/// <summary>What every measuring has in common: an optimised build, an end on Ctrl+C, and a plain word where nothing could be measured.</summary>
internal static class Measured
{
    public const int FloorMissed = 1;
    public const int NotMeasured = 3;

    /// <param name="verb">As it is typed after <c>--</c>; empty for the usual one.</param>
    public static async Task<int> RunAsync(string verb, Func<Task<int>> measure)
    {
        if (!Programs.Optimised)
        {
            await Console.Error.WriteLineAsync($"A figure of a Debug build says nothing: dotnet run -c Release --project tests/Gateway.Benchmarks{(verb.Length > 0 ? " -- " + verb : "")}");
            return NotMeasured;
        }

        return await UnoptimisedAsync(measure);
    }

    /// <summary>The same for what needs no clock.</summary>
    public static async Task<int> UnoptimisedAsync(Func<Task<int>> measure)
    {
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, LoadRun.Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, LoadRun.Stop);
        try
        {
            return await measure();
        }
        catch (Exception fault) when (fault is MeasureException or TimeoutException or InvalidOperationException or InvalidDataException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"Not measured: {fault.Message}");
            return NotMeasured;
        }
    }
}
