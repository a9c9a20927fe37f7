using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Policy;

/// <summary>Everything that was read, before it is laid out for looking up.</summary>
internal sealed record PolicyTables
{
    public required Manifest Manifest { get; init; }
    public required byte[] Hash { get; init; }
    public required PolicyFiles Files { get; init; }
    public required ItemTerms[] Items { get; init; }
    public required PurposeTerms[] Purposes { get; init; }
    public required FrozenDictionary<string, RoleTerms> Roles { get; init; }
    public required FrozenDictionary<string, ReasonTerms> Reasons { get; init; }
    public required Dictionary<(string Role, Purpose Purpose), Cell?[]> Columns { get; init; }
    public required Dictionary<(string Role, Purpose Purpose), uint> Decisions { get; init; }
    public required Dictionary<(string Kind, Purpose Purpose), LawfulBasis> Bases { get; init; }
    public required (DateOnly From, PolicyLimits Limits)[] Limits { get; init; }
    public required DutyTerms[] Duty { get; init; }
    public required RiskCaps Caps { get; init; }
    public required Dictionary<RuleSet, RuleTerms> Rules { get; init; }
    public required ImmutableArray<ObligationTerms> Obligations { get; init; }
    public required ImmutableArray<string> NotReasons { get; init; }
}
