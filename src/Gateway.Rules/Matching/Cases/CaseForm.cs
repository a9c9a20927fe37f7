using System.Text.Json;

namespace Gateway.Rules.Matching.Cases;

/// <summary>A case as it is written: one JSON object a line. A member that is not here is a fault that names it.</summary>
internal sealed record CaseForm
{
    public required string Id { get; init; }

    public string Group { get; init; } = "";

    public string Title { get; init; } = "";

    public required HeldForm[] Index { get; init; }

    public required QueryForm Query { get; init; }

    public required string Expect { get; init; }

    public string? Child { get; init; }

    public string[] AlsoOk { get; init; } = [];

    public string Why { get; init; } = "";

    public string MustNot { get; init; } = "";
}

/// <summary>Somebody whom the index holds.</summary>
internal sealed record HeldForm
{
    public required string Key { get; init; }

    public string? Given { get; init; }

    public string? Surname { get; init; }

    public string? Dob { get; init; }

    public string? Sex { get; init; }

    public string? Postcode { get; init; }

    public string? Nhs { get; init; }

    public string? Upn { get; init; }

    public string[] Local { get; init; } = [];

    public string[] Flags { get; init; } = [];

    public FormerForm? Sealed { get; init; }

    public FormerForm[] Aliases { get; init; } = [];

    public string[] SexHistory { get; init; } = [];

    public string[] PostcodeHistory { get; init; } = [];

    public string[] NhsHistory { get; init; } = [];

    public string[] UpnHistory { get; init; } = [];

    public string[] DoNotLink { get; init; } = [];

    public string? SplitFrom { get; init; }

    public string? Type { get; init; }

    public string? Edd { get; init; }

    public string? MotherNhs { get; init; }

    public string? MotherDob { get; init; }
}

/// <summary>Another identity of somebody; what it leaves out is as it is now.</summary>
internal sealed record FormerForm
{
    public string? Given { get; init; }

    public string? Surname { get; init; }

    public string? Postcode { get; init; }

    public string? Nhs { get; init; }

    public string? Upn { get; init; }
}

/// <summary>What is asked.</summary>
internal sealed record QueryForm
{
    public string? Given { get; init; }

    public string? Surname { get; init; }

    public string? Dob { get; init; }

    public JsonElement? Age { get; init; }

    public string? Sex { get; init; }

    public string? Postcode { get; init; }

    public string? Nhs { get; init; }

    public string? Upn { get; init; }

    public string? Local { get; init; }

    public string? MotherNhs { get; init; }

    public string? MotherDob { get; init; }

    /// <summary>Feeds that are down.</summary>
    public string[] SourcesDown { get; init; } = [];
}
