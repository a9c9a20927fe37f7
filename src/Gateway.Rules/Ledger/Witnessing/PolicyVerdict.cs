using System.Collections.Immutable;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>What a policy says of a signed checkpoint.</summary>
public abstract record PolicyVerdict
{
    private PolicyVerdict() { }

    /// <summary>To be believed.</summary>
    /// <param name="SignedBy">The log's keys that signed and might sign this size, at least one.</param>
    /// <param name="Cosigned">The known witnesses that cosigned.</param>
    public sealed record Accepted(ImmutableArray<LogKey> SignedBy, ImmutableArray<Cosignature> Cosigned) : PolicyVerdict;

    /// <summary>The policy knows no log of this origin.</summary>
    public sealed record UnknownOrigin(string Origin) : PolicyVerdict;

    /// <summary>A signature that names a known key was not made by it. The whole note is refused.</summary>
    public sealed record BadSignature(string KeyName) : PolicyVerdict;

    /// <summary>No key of this log signed it.</summary>
    public sealed record NotSigned(string Origin) : PolicyVerdict;

    /// <summary>A key of this log signed it, but none that may sign this size.</summary>
    public sealed record KeyOutOfRange(string KeyName, long Size) : PolicyVerdict;

    /// <summary>It says that the empty tree has another root than it has.</summary>
    public sealed record Impossible : PolicyVerdict;

    /// <summary>The log signed it, but too few witnesses cosigned.</summary>
    public sealed record NoQuorum(ImmutableArray<Cosignature> Cosigned) : PolicyVerdict;
}
