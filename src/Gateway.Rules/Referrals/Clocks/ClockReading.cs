using System.Collections.Immutable;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>How a clock stands.</summary>
public enum ClockLight : byte
{
    /// <summary>It runs, and there is time.</summary>
    Running,
    /// <summary>It gave warning.</summary>
    Risk,
    /// <summary>Its time is over.</summary>
    Breached,
    /// <summary>It stands still, with a reason.</summary>
    Paused,
    /// <summary>What it waited for happened in time.</summary>
    Met,
    /// <summary>What it waited for happened late.</summary>
    MetLate,
    /// <summary>Nobody waits for it any more, and it had not run out.</summary>
    Ended,
}

/// <summary>What a clock shows.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Due">When it is due; none while it stands still.</param>
/// <param name="Warnings">When it gives warning.</param>
/// <param name="Points">The days on which it is looked at half-way.</param>
/// <param name="Run">Since when it runs.</param>
public sealed record ClockReading(
    ReferralClock Clock, Due? Due, ImmutableArray<DateTimeOffset> Warnings, ImmutableArray<DateOnly> Points, ClockRun Run)
{
    /// <summary>Who is told, one after the other, when its time is over, besides the owner of the state.</summary>
    public ImmutableArray<ReferralActor> Told { get; init; } = [];

    /// <summary>How it stands at an instant.</summary>
    public ClockLight At(DateTimeOffset now)
    {
        if (Due is not { } due) return ClockLight.Paused;
        if (Run.Stopped is { } stopped) return (stopped < due.At, Run.Done) switch
        {
            (true, true) => ClockLight.Met,
            (true, false) => ClockLight.Ended,
            (false, true) => ClockLight.MetLate,
            _ => ClockLight.Breached,
        };
        if (now >= due.At) return ClockLight.Breached;
        return !Warnings.IsEmpty && now >= Warnings[0] ? ClockLight.Risk : ClockLight.Running;
    }
}
