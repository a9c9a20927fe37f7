namespace Gateway.Audit.Anchoring;

/// <summary>What the anchor keeps of one log.</summary>
/// <param name="Newest">The newest checkpoint that was signed; null where none was yet.</param>
/// <param name="IsOpened">The store held the log once: from then on it may not be without it.</param>
internal sealed record AnchorPlace(string Origin, Anchored? Newest, bool IsOpened)
{
    /// <summary>The smallest size that the log can have.</summary>
    public long Size => Newest?.Size ?? 0;
}
