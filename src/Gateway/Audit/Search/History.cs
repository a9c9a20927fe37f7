using System.Collections.Immutable;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>What a history came to.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Gaps">What it lacks or cannot show; empty where it is proven whole, apart from entries that were erased.</param>
/// <param name="Before">Where the next page begins; null where this one reaches the first entry.</param>
internal sealed record History(ImmutableArray<Access> Entries, ImmutableArray<TrailGap> Gaps, long? Before);
