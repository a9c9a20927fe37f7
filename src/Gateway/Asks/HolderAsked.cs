using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Asks;

/// <summary>One holder that is to decide, what about, who does it and by when.</summary>
internal sealed record HolderAsked(
    Agency Agency, Answerer Who, ImmutableArray<ItemDecision> Items, ImmutableArray<Custodian> Custodians, string Justification, DateTimeOffset DueAt);
