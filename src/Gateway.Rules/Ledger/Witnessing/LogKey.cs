using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>A key that may sign a log's checkpoints. Notes carry no validity, so a key that was replaced is held to the sizes it was good for.</summary>
/// <param name="Key">The key; its name is the log's origin.</param>
/// <param name="From">The smallest size it may sign.</param>
/// <param name="To">The first size that it may no longer sign; null while it is in use.</param>
/// <param name="Url">Where the log is, or null.</param>
public sealed record LogKey(NoteVerifier Key, long From, long? To, string? Url)
{
    /// <summary>True where the key may sign a tree of this size.</summary>
    public bool MaySign(long size) => size >= From && (To is null || size < To);
}
