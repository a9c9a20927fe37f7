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
    Uri? Notices)
{
    /// <summary>Who, by the subject of their token, may release a colleague who looked for as many children as a shift allows.</summary>
    public ImmutableArray<string> Supervisors { get; init; } = [];

    /// <summary>The mailboxes of its roles; a role without one has its notices on the page alone.</summary>
    public ImmutableArray<Mailbox> Mailboxes { get; init; } = [];

    /// <summary>Where its own system is told that there are notices; nowhere where it has none here.</summary>
    public Webhook? Webhook { get; init; }

    /// <summary>Where a council's own case-management system receives what is referred to it; nowhere where its people receive it here.</summary>
    public Webhook? Receiving { get; init; }

    /// <summary>Its own system reads messages from a queue of its own (contracts/messages).</summary>
    public bool Queue { get; init; }

    public Mailbox? MailboxOf(string role) => Mailboxes.FirstOrDefault(box => box.Role == role);

    /// <summary>Somebody can sign in here with one of these roles.</summary>
    public bool Has(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
            if (Issuer?.Roles.Values.Contains(role) is true) return true;
        return false;
    }

    /// <summary>Who, by name, has a part in referrals here that no role gives.</summary>
    public ImmutableArray<Officer> Officers { get; init; } = [];

    /// <summary>What is known of a school beside its telephones: none of any other agency.</summary>
    public School? School { get; init; }

    /// <summary>Who, at a council, is told of an allegation about somebody who works with children; nobody where none is named.</summary>
    public NamedPerson? DesignatedOfficer { get; init; }

    /// <summary>Who, by name, is senior enough to agree that a child leaves its departments.</summary>
    public ImmutableArray<Senior> Seniors { get; init; } = [];

    /// <summary>Which children its health visitors, school nurses and midwives may have; none where it has no such service, or nobody said.</summary>
    public ImmutableArray<ChildService> Services { get; init; } = [];

    public Senior? SeniorOf(string subject) => Seniors.FirstOrDefault(senior => senior.Subject == subject);
}

public enum AgencyKind
{
    LocalAuthority,
    NhsTrust,
    Police,
    GpPractice,
    School,
    Probation,
    DrugAndAlcohol,
    Voluntary,
}

/// <summary>Where an agency's own system of record confirms that a practitioner is involved with a child.</summary>
public sealed record RelationshipSource(Uri Endpoint, ImmutableArray<string> Types)
{
    /// <summary>Where the question is posted. A register at fault is read to its end, so there may be no endpoint to build on.</summary>
    public Uri Address { get; } = Endpoint is null ? null! : new(Endpoint, "v1/relationships");

    public VerifiedBy VerifiedBy { get; init; } = VerifiedBy.Nobody.Instance;

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
    public bool Connected => Endpoint is not null || Uploads;

    /// <summary>It is not asked: it uploads files, and the last one speaks for it.</summary>
    public bool Uploads { get; init; }

    /// <summary>The keys that it signs its pointer lists with; null where it has no list here.</summary>
    public IssuerKeys? Lists { get; init; }

    /// <summary>Its lists are fetched, for it cannot push them.</summary>
    public bool ListsPulled { get; init; }

    /// <summary>Where questions are posted, its own address first and then its replicas'; none where nobody is connected.</summary>
    public ImmutableArray<Uri> Addresses { get; private init; } = Endpoint is null ? [] : [new Uri(Endpoint, "v1/answers")];

    /// <summary>Further endpoints of this same holder, each with the whole record.</summary>
    public ImmutableArray<Uri> Replicas { get; init => (field, Addresses) = (value, Under(value, Speaks)); } = [];

    /// <summary>Under which contract it is asked.</summary>
    public Speaks Speaks { get; init => (field, Addresses) = (value, Under(Replicas, value)); }

    /// <summary>It gives everything that it is authoritative for, so that an empty answer of it says that nothing is held.</summary>
    public bool UploadsEverything { get; init; }

    /// <summary>What it shows is never everything, so that it never says "nothing held".</summary>
    public bool LeavesOut => Connected && Speaks != Speaks.Native && !UploadsEverything;

    public VerifiedBy VerifiedBy { get; init; } = VerifiedBy.Nobody.Instance;

    public Holder Holder => new(Id, Addresses, VerifiedBy);

    /// <summary>When it announced that it cannot be asked.</summary>
    public Maintenance? Maintenance { get; init; }

    public bool InMaintenance(DateTimeOffset now) => Maintenance is { } announced && announced.From <= now && now < announced.To;

    private ImmutableArray<Uri> Under(ImmutableArray<Uri> replicas, Speaks speaks) =>
        Endpoint is null ? [] : [new Uri(Endpoint, speaks.Path()), .. replicas.Select(replica => new Uri(replica, speaks.Path()))];
}

/// <summary>From an instant until another, which is no longer within it.</summary>
public sealed record Maintenance(DateTimeOffset From, DateTimeOffset To);

/// <summary>The token issuer of an agency, and how its role words map to roles of the matrix.</summary>
public sealed record Issuer(
    string Name,
    string Audience,
    string RoleClaim,
    FrozenDictionary<string, string> Roles,
    IssuerKeys Keys)
{
    /// <summary>The name under which it knows the gateway's pages; null where its practitioners do not sign in to them.</summary>
    public string? ClientId { get; init; }
}

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
