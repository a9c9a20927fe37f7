using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies;

/// <summary>An organisation of the register.</summary>
public sealed record Agency(
    string Id,
    string Name,
    AgencyKind Kind,
    ImmutableArray<string> Areas,
    Telephones Telephones,
    Issuer? Issuer,
    RelationshipSource? Relationships,
    Uri? Notices);

public enum AgencyKind
{
    LocalAuthority,
    NhsTrust,
    Police,
    GpPractice,
    School,
}

/// <summary>Where an agency's own system of record confirms that a practitioner is involved with a child.</summary>
public sealed record RelationshipSource(Uri Endpoint, ImmutableArray<string> Types)
{
    /// <summary>Where the question is posted. A register at fault is read to its end, so there may be no endpoint to build on.</summary>
    public Uri Address { get; } = Endpoint is null ? null! : new(Endpoint, "v1/relationships");

    /// <summary>Where one asks about a child who is described, and whose number may not be known.</summary>
    public Uri Described { get; } = Endpoint is null ? null! : new(Endpoint, "v1/relationships/described");
}

/// <summary>An agency in its role as holder of records. Not connected: there is nobody to ask, and the answer is not known.</summary>
public sealed record Custodian(
    string Id,
    string Name,
    Agency Agency,
    Uri? Endpoint,
    FrozenSet<Item> AuthoritativeFor,
    Telephones Telephones)
{
    public bool Connected => Endpoint is not null;

    /// <summary>Where questions are posted; none where nobody is connected.</summary>
    public Uri? Address { get; } = Endpoint is null ? null : new Uri(Endpoint, "v1/answers");
}

/// <summary>The token issuer of an agency, and how its role words map to roles of the matrix.</summary>
public sealed record Issuer(
    string Name,
    string Audience,
    string RoleClaim,
    FrozenDictionary<string, string> Roles,
    IssuerKeys Keys);

/// <summary>Where the keys come from that an issuer signs with.</summary>
public abstract record IssuerKeys
{
    private IssuerKeys() { }

    /// <summary>Signed by the gateway itself for demonstration practitioners; Development only.</summary>
    public sealed record Development : IssuerKeys;

    /// <summary>A JSON Web Key Set held in the register.</summary>
    public sealed record Inline(string Jwks) : IssuerKeys;

    /// <summary>An OpenID discovery document.</summary>
    public sealed record Discovery(Uri Metadata) : IssuerKeys;
}
