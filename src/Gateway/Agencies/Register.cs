using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies;

/// <summary>
/// The register of agencies in force: who there is, what each holds, whom to ring and whose tokens count. Every look in it costs the same
/// with thirty thousand agencies as with ten.
/// </summary>
public sealed class Register(string version, FrozenDictionary<string, Agency> agencies, ImmutableArray<Custodian> custodians)
{
    private readonly FrozenDictionary<string, Custodian> _custodians = custodians.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ImmutableArray<Custodian>> _ofAgency = custodians
        .GroupBy(one => one.Agency.Id, StringComparer.Ordinal).ToFrozenDictionary(own => own.Key, own => own.ToImmutableArray(), StringComparer.Ordinal);

    private readonly FrozenDictionary<Item, ImmutableArray<Custodian>> _holders = custodians
        .SelectMany(one => one.AuthoritativeFor, (one, item) => (Item: item, Custodian: one)).GroupBy(held => held.Item, held => held.Custodian)
        .ToFrozenDictionary(held => held.Key, held => held.ToImmutableArray());

    private readonly FrozenDictionary<string, Agency> _councils = agencies.Values
        .Where(agency => agency.Kind == AgencyKind.LocalAuthority).SelectMany(council => council.Areas, (council, area) => (Area: area, Council: council))
        .DistinctBy(one => one.Area).ToFrozenDictionary(one => one.Area, one => one.Council, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Agency> _schools = agencies.Values.Where(agency => agency.School is not null).DistinctBy(agency => agency.School!.Urn)
        .ToFrozenDictionary(agency => agency.School!.Urn, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ImmutableArray<ServiceAt>> _serving = Services(agencies, service => service.Areas);

    private readonly FrozenDictionary<string, ImmutableArray<ServiceAt>> _ofPractice = Services(agencies, service => service.Practices);

    /// <summary>Which services may have a child who lives in an area, or whose practice it is; each once.</summary>
    public ImmutableArray<ServiceAt> ServicesOf(IEnumerable<string> areas, string? practice) =>
    [
        .. areas.SelectMany(area => _serving.GetValueOrDefault(area, [])).Concat(practice is null ? [] : _ofPractice.GetValueOrDefault(practice, []))
            .Distinct().OrderBy(one => one.Agency.Id, StringComparer.Ordinal).ThenBy(one => one.Role, StringComparer.Ordinal),
    ];

    private static FrozenDictionary<string, ImmutableArray<ServiceAt>> Services(FrozenDictionary<string, Agency> agencies, Func<ChildService, ImmutableArray<string>> covered) => agencies.Values
        .SelectMany(agency => agency.Services, (agency, service) => (Service: new ServiceAt(agency, service.Role), Covered: covered(service)))
        .SelectMany(one => one.Covered, (one, key) => (Key: key, one.Service)).GroupBy(one => one.Key, one => one.Service, StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => same.Distinct().ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>The school of this number; none where there is none here.</summary>
    public Agency? SchoolOf(string? urn) => urn is null ? null : _schools.GetValueOrDefault(urn);

    public string Version => version;

    public FrozenDictionary<string, Agency> Agencies => agencies;

    public ImmutableArray<Custodian> Custodians => custodians;

    /// <summary>The first day on which this version counts, in London.</summary>
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;

    /// <summary>The last day on which it counts; none when no end is set.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The custodian of this id; null where there is none.</summary>
    public Custodian? CustodianOf(string? id) => id is null ? null : _custodians.GetValueOrDefault(id);

    /// <summary>Every custodian that is authoritative for an item, connected or not, in the register's order.</summary>
    public ImmutableArray<Custodian> HoldersOf(Item item) => _holders.GetValueOrDefault(item, []);

    /// <summary>The one council that answers for an area.</summary>
    public Agency? CouncilOf(string area) => _councils.GetValueOrDefault(area);

    /// <summary>The custodians of one agency, in the register's order.</summary>
    public ImmutableArray<Custodian> CustodiansOf(Agency agency) => _ofAgency.GetValueOrDefault(agency.Id, []);
}

/// <summary>A service for children, at the trust whose it is.</summary>
/// <param name="Role">Of its people.</param>
public readonly record struct ServiceAt(Agency Agency, string Role);
