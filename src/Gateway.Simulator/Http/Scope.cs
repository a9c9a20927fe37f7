using System.Collections.Immutable;

namespace Gateway.Simulator;

/// <summary>What one port answers for.</summary>
internal abstract record Scope
{
    private Scope() { }

    /// <summary>A port of the register: these agencies and nothing else.</summary>
    public sealed record Of(ImmutableArray<SimulatedAgency> Agencies) : Scope;

    /// <summary>Everybody, by the first segment of the path, and the control API.</summary>
    public sealed record Everybody : Scope;

    /// <summary>The control API alone.</summary>
    public sealed record Control : Scope;

    /// <summary>Where the redirect fault leads: whoever comes here followed one.</summary>
    public sealed record Trap : Scope;
}
