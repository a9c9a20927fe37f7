using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Anchoring;

/// <summary>The newest checkpoint that was signed, as the anchor keeps it.</summary>
/// <param name="Head">Whether its signatures hold is for whoever knows the keys to say.</param>
internal sealed record Anchored(SignedCheckpoint Head)
{
    public string Origin => Head.Checkpoint.Origin;

    public long Size => Head.Checkpoint.Size;

    public ReadOnlySpan<byte> Root => Head.Checkpoint.Root.Span;

    /// <summary>What may follow in the anchor: the same log, grown.</summary>
    public bool MayBeFollowedBy(Anchored next) => next.Origin == Origin && next.Size > Size;

    /// <summary>The same history at the same size, whoever signed it.</summary>
    public bool IsSameTreeAs(Anchored? other) => other is not null && (other.Origin, other.Size) == (Origin, Size) && other.Root.SequenceEqual(Root);
}
