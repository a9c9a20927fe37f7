using System.Globalization;

namespace Gateway.Tests.Crash;

/// <summary>
/// How often something is killed, under load and at a marked point. GATEWAY_CRASHES=whole runs the whole form, GATEWAY_CRASH_SEED=N the same deaths again.
/// </summary>
internal static class Rounds
{
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("GATEWAY_CRASHES") == "whole";

    public static int OfTheLedger => IsWhole ? 500 : 30;

    /// <summary>On one of the two stores.</summary>
    public static int OfTheGateway => IsWhole ? 30 : 5;

    /// <summary>On each of the two stores.</summary>
    public static int UnderLoad => IsWhole ? 20 : 5;

    public static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_CRASH_SEED"), CultureInfo.InvariantCulture, out var given) ? given : System.Random.Shared.Next();
}
