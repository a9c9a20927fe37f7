using System.Text.Json.Serialization;

namespace Gateway.Simulator;

/// <summary>The members of the register that an agency in a box needs; the others are the gateway's business.</summary>
internal sealed record RegisterFile(IReadOnlyList<RegisterAgency> Agencies);

internal sealed record RegisterAgency(
    string Id,
    string Name,
    RegisterEndpoint? Relationships,
    RegisterEndpoint? Notices,
    IReadOnlyList<RegisterCustodian> Custodians)
{
    public RegisterEndpoint? Receiving { get; init; }
}

internal sealed record RegisterEndpoint(Uri? Endpoint);

internal sealed record RegisterCustodian(string Id, string Name, bool Connected, Uri? Endpoint, IReadOnlyList<Uri>? Replicas, IReadOnlyList<string> AuthoritativeFor)
{
    public string? Speaks { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(RegisterFile))]
internal sealed partial class RegisterJson : JsonSerializerContext;
