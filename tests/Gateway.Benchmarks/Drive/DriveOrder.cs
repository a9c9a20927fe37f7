using System.Text.Json.Serialization;

namespace Gateway.Benchmarks.Drive;

/// <summary>What the generator is to do: one order a line on its standard input, one result a line on its standard output.</summary>
/// <param name="Tokens">A bearer token for each caller; empty where the target asks for none.</param>
/// <param name="Expected">Bytes that the head of every good answer has, such as a whole header.</param>
/// <param name="Rate">Questions a second by an open loop; 0 for a closed loop.</param>
/// <param name="Count">Ends a closed loop after as many answers; 0 to go on for <paramref name="Seconds"/>.</param>
/// <param name="NamesChild">Every body must name the child that was asked about.</param>
internal sealed record DriveOrder(
    int Port, string Path, string[] Tokens, string Children, string Expected,
    int Connections, double Seconds, double Rate, long Count, bool NamesChild, ulong Seed);

/// <param name="InTime">Good answers before the time was up, or all of them where a number was ordered.</param>
/// <param name="Completed">Good answers, with those that came after the time was up.</param>
/// <param name="WhyFailed">The kind of the first failure; never what was sent or received.</param>
/// <param name="Whole">From the moment a question was due until its answer was whole, in milliseconds.</param>
/// <param name="Own">The same, less the relationship call, less the slowest custodian call.</param>
internal sealed record DriveResult(long InTime, long Completed, long Failed, string? WhyFailed, double Seconds, Spread Whole, Spread Own)
{
    public double PerSecond => InTime / Seconds;
}

/// <summary>Percentiles, in milliseconds.</summary>
internal readonly record struct Spread(double P50, double P90, double P99, double Most)
{
    public static Spread Of(List<double> values)
    {
        if (values.Count == 0) return default;
        values.Sort();
        return new Spread(At(values, 0.50), At(values, 0.90), At(values, 0.99), values[^1]);
    }

    private static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
}

[JsonSerializable(typeof(DriveOrder))]
[JsonSerializable(typeof(DriveResult))]
internal sealed partial class DriveJson : JsonSerializerContext;
