using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>Why an event does not count.</summary>
public enum RefusedBecause : byte
{
    /// <summary>It does not lead from the state.</summary>
    NotFromHere,
    /// <summary>It leads nowhere with this outcome, or not without one.</summary>
    OutcomeUnknown,
    /// <summary>Not by this actor.</summary>
    NotThisActor,
    /// <summary>Something has to be written with it; the refusal names it.</summary>
    TextMissing,
    /// <summary>It lies before what happened last.</summary>
    BeforeLast,
    /// <summary>No table is in force on that day.</summary>
    NotInForce,
    /// <summary>A disagreement is open already.</summary>
    AlreadyDisputed,
    /// <summary>The referrer was not told yet.</summary>
    NotTold,
    /// <summary>Somebody disagrees, and it is not settled.</summary>
    Disputed,
    /// <summary>Nobody disagrees.</summary>
    NotDisputed,
    /// <summary>No clock has run out, or not this one.</summary>
    NotOverdue,
    /// <summary>Nothing was changed since the disagreement was raised.</summary>
    NothingChanged,
    /// <summary>A conference is on a weekday.</summary>
    NotAWeekday,
    /// <summary>A plan starts on the day of its conference, or with a reason.</summary>
    NotTheConferenceDay,
    /// <summary>This clock is never paused.</summary>
    NeverPauses,
    /// <summary>The clock does not run.</summary>
    NotRunning,
    /// <summary>The clock is paused already, or is not paused.</summary>
    PausedOrNot,
    /// <summary>A rating must be one of red, amber and green.</summary>
    RatingMissing,
    /// <summary>Others were merged into it, whose referrers wait for what is decided here.</summary>
    OthersMerged,
    /// <summary>Nobody there is named who would have it next.</summary>
    NobodyNext,
    /// <summary>The child's case is open: what comes is passed to it, and is no referral.</summary>
    OpenCase,
}

/// <summary>The words of the refusals.</summary>
public static class RefusedBecauseWords
{
    private static readonly WordTable<RefusedBecause> Reasons = new(
        "not-from-here", "outcome-unknown", "not-this-actor", "text-missing", "before-last", "not-in-force", "already-disputed", "not-told", "disputed",
        "not-disputed", "not-overdue", "nothing-changed", "not-a-weekday", "not-the-conference-day", "never-pauses", "not-running", "paused-or-not",
        "rating-missing", "others-merged", "nobody-next", "open-case");

    /// <summary>Every one of them, in words.</summary>
    public static ImmutableArray<string> All => Reasons.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this RefusedBecause why) => Reasons.Of(why);

    internal static bool TryRead(string? word, out RefusedBecause why) => Reasons.TryRead(word, out why);
}
