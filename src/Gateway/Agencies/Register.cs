using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies;

/// <summary>The register of agencies in force: who there is, what each holds, whom to ring and whose tokens count.</summary>
public sealed record Register(
    string Version,
    FrozenDictionary<string, Agency> Agencies,
    ImmutableArray<Custodian> Custodians)
{
    /// <summary>The first day on which this version counts, in London.</summary>
    public DateOnly ValidFrom { get; init; } = DateOnly.MinValue;

    /// <summary>The last day on which it counts; none when no end is set.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Every custodian that is authoritative for an item, connected or not, in the register's order.</summary>
    public IEnumerable<Custodian> HoldersOf(Item item) => Custodians.Where(c => c.AuthoritativeFor.Contains(item));

    /// <summary>The one council that answers for an area.</summary>
    public Agency? CouncilOf(string area) =>
        Agencies.Values.FirstOrDefault(a => a.Kind == AgencyKind.LocalAuthority && a.Areas.Contains(area));

    /// <summary>The custodians of one agency, in the register's order.</summary>
    public IEnumerable<Custodian> CustodiansOf(Agency agency) => Custodians.Where(c => c.Agency.Id == agency.Id);
}
