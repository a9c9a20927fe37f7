using System.Collections.Immutable;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>One clock as it runs, or ran last, for one child.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Stopped">When it was stopped; none while it runs.</param>
public sealed record ClockRun(DateTimeOffset Started, DateTimeOffset? Stopped = null)
{
    /// <summary>It was stopped by what it waited for, and not because nobody waits any more.</summary>
    public bool Done { get; init; }

    /// <summary>The times in which it stood still.</summary>
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>True until it is stopped, also while it stands still.</summary>
    public bool Runs => Stopped is null;

    /// <summary>True while it stands still.</summary>
    public bool Paused => !Pauses.IsEmpty && Pauses[^1].To is null;
}
