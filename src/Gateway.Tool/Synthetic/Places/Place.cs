using System.Collections.Immutable;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>A custodian of the register: where a fact about a child may be held.</summary>
internal sealed record Place(string Custodian, string Name, string Agency, string AgencyName, ImmutableArray<string> Areas)
{
    public string Area => Areas.Length > 0 ? Areas[0] : "";

    public bool Serves(string area) => Areas.Contains(area, StringComparer.Ordinal);
}
