using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Audit.Pages;

/// <summary>A row of a summary list.</summary>
internal sealed record Row(string Key, string Value);

/// <summary>What was decided of each item.</summary>
/// <param name="WithRules">With each rule that spoke; else what came of it alone.</param>
internal sealed record ItemTable(string Caption, ImmutableArray<ItemForGovernance> Items, bool WithRules)
{
    public IEnumerable<RuleTerms> Rules => Items.SelectMany(item => item.Rules).DistinctBy(rule => rule.Id);
}
