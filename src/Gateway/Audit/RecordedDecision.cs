using Gateway.Rules.Ledger;

namespace Gateway.Audit;

/// <summary>A decision as it stands in the ledger, opened: who asked what and what was decided, and about whom.</summary>
/// <param name="Common">The common section, UTF-8 JSON.</param>
/// <param name="Child">The child's section, UTF-8 JSON.</param>
internal sealed record RecordedDecision(Leaf Leaf, ReadOnlyMemory<byte> Common, ReadOnlyMemory<byte> Child);
