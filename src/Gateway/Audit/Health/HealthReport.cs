using System.Collections.Immutable;
using Gateway.Audit.Publishing;

namespace Gateway.Audit.Health;

/// <summary>How the ledger stands, for information governance. It names no child and nobody who asked.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Paused">Why nothing is released though the ledger is open; null where it may be.</param>
/// <param name="Log">The stored log; null where it could not be read.</param>
/// <param name="Published">The checkpoint that auditors see; null where none is published.</param>
/// <param name="Anchor">The newest that was signed; null where nothing is signed, or it could not be read.</param>
/// <param name="Findings">What is wrong, and what to do; empty where nothing was found.</param>
internal sealed record HealthReport(
    DateTimeOffset At, LedgerState State, string? Paused, LogHealth? Log, CheckpointHealth? Published, AnchorHealth? Anchor, WitnessHealth Witnesses, ImmutableArray<HealthFinding> Findings)
{
    /// <summary>Entries after the newest signed checkpoint; null where that cannot be said.</summary>
    public long? Unsigned => After(Anchor?.Size);

    /// <summary>The tail: entries that no published checkpoint covers yet.</summary>
    public long? Tail => After(Published?.Size);

    private long? After(long? size) => Log is { } log && size is { } covered && log.Size >= covered ? log.Size - covered : null;
}

internal sealed record LogHealth(string Name, long Size);

/// <param name="At">When it was published; null where that was before this process began.</param>
/// <param name="Signature">Whether a key of this log signed it.</param>
internal sealed record CheckpointHealth(long Size, DateTimeOffset? At, Standing Signature);

/// <param name="Agrees">Whether the stored entries give the root that was signed.</param>
internal sealed record AnchorHealth(long Size, Standing Agrees);

/// <param name="Quorum">How many are needed, in words.</param>
/// <param name="Without">How long none has been met.</param>
internal sealed record WitnessHealth(string Quorum, TimeSpan Without, ImmutableArray<WitnessSeen> Known);

/// <param name="CosignedAt">When it last cosigned a checkpoint that is kept; null where it never did.</param>
/// <param name="InLast">It cosigned the one that is published.</param>
internal sealed record WitnessSeen(string Name, DateTimeOffset? CosignedAt, bool InLast);

/// <param name="What">One sentence.</param>
/// <param name="Do">What to do about it.</param>
internal sealed record HealthFinding(string What, string Do);
