using System.Collections.Immutable;

namespace Gateway.Agencies;

/// <summary>What the gateway was started with is wrong. Every reason is a plain sentence, to print one a line.</summary>
public sealed class StartRefusedException(ImmutableArray<string> reasons)
    : Exception($"The gateway refuses to start, for {reasons.Length} reason(s):{Environment.NewLine}{string.Join(Environment.NewLine, reasons)}")
{
    /// <summary>The exit code for a configuration that cannot be used (EX_CONFIG of sysexits).</summary>
    public const int ExitCode = 78;

    public ImmutableArray<string> Reasons { get; } = reasons;
}
