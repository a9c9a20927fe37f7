using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>What must be so besides the state, for a row of <c>moves.csv</c> to count.</summary>
internal enum MoveGuard : byte
{
    /// <summary>The referrer was told.</summary>
    Told,
    /// <summary>Nobody disagrees.</summary>
    Undisputed,
    /// <summary>Somebody disagrees.</summary>
    Disputed,
    /// <summary>A clock has run out: what should have been decided was not.</summary>
    Overdue,
    /// <summary>The state changed since the disagreement was raised, and the referrer was told of it.</summary>
    ChangedSince,
    /// <summary>The day is not a Saturday or Sunday.</summary>
    Weekday,
    /// <summary>It is the day of the conference, or a reason is given.</summary>
    ConferenceDay,
}

internal static class MoveGuardWords
{
    private static readonly WordTable<MoveGuard> Guards = new("told", "undisputed", "disputed", "overdue", "changed-since", "weekday", "conference-day");

    public static bool TryRead(string? word, out MoveGuard guard) => Guards.TryRead(word, out guard);
}
