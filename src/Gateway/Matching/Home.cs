using System.Collections.Immutable;

namespace Gateway.Matching;

/// <summary>Where a child lives or lived in the past 12 months, as councils, and whether the whereabouts are protected.</summary>
/// <param name="Unplaced">An address of those months belongs to no council that we know, or there is none: somebody who may hold a plan is missing.</param>
public sealed record Home(ImmutableArray<string> Councils, bool Protected, bool Unplaced = false);
