using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Writing;

/// <summary>The log that a new one goes on from.</summary>
/// <param name="Found">Its head as it is stored.</param>
/// <param name="Signed">Its last checkpoint: the one of its closing entry, which may still have to be signed; of a damaged log the newest that was; null where none is known.</param>
/// <param name="Failed">Why it was left; null where it was closed in order.</param>
internal sealed record LogBefore(Checkpoint Found, Checkpoint? Signed, string? Failed);
