using System.Collections.Immutable;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Audit.Pages;

/// <summary>A row of a summary list.</summary>
internal sealed record Row(string Key, string Value);

/// <summary>What was decided of each item.</summary>
internal sealed record ItemTable(string Caption, ImmutableArray<ItemForGovernance> Items);
