using System.Collections.Immutable;

namespace Gateway.Simulator;

/// <summary>A record of the national demographics service.</summary>
public sealed record PdsPerson(string NhsNumber, DateOnly DateOfBirth, string Given, string Family)
{
    /// <summary><c>female</c>, <c>male</c>, <c>other</c> or <c>unknown</c>.</summary>
    public string Gender { get; init; } = "unknown";

    /// <summary>Restricted: no place leaves, and a search that names a place does not find it.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>Withdrawn, and nothing took its place.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The number's verification status.</summary>
    public string Status { get; init; } = "01";

    /// <summary>The present one first.</summary>
    public ImmutableArray<PdsHome> Homes { get; init; } = [];

    /// <summary>Names before the present one.</summary>
    public ImmutableArray<(string Given, string Family)> Before { get; init; } = [];

    /// <summary>Numbers whose place this one took.</summary>
    public ImmutableArray<string> FormerNumbers { get; init; } = [];
}

/// <summary>An address, in the words of the wire: <c>home</c>, <c>temp</c> or <c>billing</c>.</summary>
public sealed record PdsHome(string Postcode, DateOnly From, DateOnly? To = null, string Use = "home");

/// <summary>One question as it came.</summary>
public sealed record PdsAsked(string Target, string RequestId, string CorrelationId, string Organisation);
