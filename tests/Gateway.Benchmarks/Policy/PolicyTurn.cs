using System.Text.Json.Serialization;

namespace Gateway.Benchmarks.Policy;

/// <summary>What one engine did in one turn.</summary>
/// <param name="CpuSeconds">Processor time of its process.</param>
/// <param name="Reasons">Of what was answered, so that no answer is left out by a compiler.</param>
/// <param name="Allocated">Bytes on the heap; 0 where an engine cannot say.</param>
internal sealed record PolicyTurn(long Decisions, double Seconds, double CpuSeconds, long Reasons, long Allocated = 0)
{
    public double PerSecond => Decisions / Seconds;

    /// <summary>Microseconds of processor time for a decision.</summary>
    public double Cpu => CpuSeconds * 1_000_000 / Decisions;
}

/// <summary>Times of single decisions, in nanoseconds.</summary>
/// <param name="Mean">Of processor time, over a loop.</param>
/// <param name="Bytes">Allocated for a decision, over the same loop.</param>
internal sealed record DecisionTimes(double P50, double P99, double Mean, double Bytes);

/// <summary>A bundle put in force under questions.</summary>
/// <param name="Milliseconds">From its text until it is in force.</param>
/// <param name="LongestPause">Between two decisions meanwhile, in milliseconds.</param>
/// <param name="PauseAtRest">The longest in as long a time without a reload.</param>
internal sealed record ReloadTimes(double Milliseconds, double LongestPause, double PauseAtRest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PolicyTurn))]
[JsonSerializable(typeof(DecisionTimes))]
[JsonSerializable(typeof(DecisionTimes[]))]
[JsonSerializable(typeof(ReloadTimes))]
[JsonSerializable(typeof(string[][]))]
internal sealed partial class PolicyJson : JsonSerializerContext;
