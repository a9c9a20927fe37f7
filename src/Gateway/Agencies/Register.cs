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
    /// <summary>Every custodian that is authoritative for an item, connected or not, in the register's order.</summary>
    public IEnumerable<Custodian> HoldersOf(Item item) => Custodians.Where(c => c.AuthoritativeFor.Contains(item));
}
