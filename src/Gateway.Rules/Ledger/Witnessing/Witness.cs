using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>Somebody independent who cosigns checkpoints.</summary>
/// <param name="Name">What the policy calls it; the key has a name of its own.</param>
/// <param name="Key">The key.</param>
/// <param name="Url">Where checkpoints are sent to it, or null.</param>
public sealed record Witness(string Name, CosignatureVerifier Key, string? Url);
