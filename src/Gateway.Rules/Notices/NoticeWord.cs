using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Notices;

/// <summary>What a notice may say beside its event: whole sentences of a published list, never anybody's own text.</summary>
public enum NoticeWord : byte
{
    /// <summary>Whoever saw the child is worried.</summary>
    Concern,
    /// <summary>Whoever saw the child said that they are not.</summary>
    NoConcern,
    /// <summary>Ring back.</summary>
    RingBack,
    /// <summary>A follow-up is needed.</summary>
    FollowUp,
    /// <summary>The rule for repeated visits is met.</summary>
    RepeatRule,
    /// <summary>A parent refused.</summary>
    RefusedByParent,
    /// <summary>The child refused.</summary>
    RefusedByChild,
    /// <summary>Left before being seen.</summary>
    LeftBeforeSeen,
    /// <summary>Left against advice.</summary>
    LeftAgainstAdvice,
    /// <summary>The child is no longer there.</summary>
    ChildHasLeft,
    /// <summary>There is new information.</summary>
    NewInformation,
    /// <summary>It was shown as not known before.</summary>
    NotKnownBefore,
    /// <summary>It was sent.</summary>
    Sent,
    /// <summary>It was received.</summary>
    Received,
    /// <summary>It did not arrive.</summary>
    NotDelivered,
    /// <summary>An answer is asked for.</summary>
    AnswerAsked,
    /// <summary>It was decided.</summary>
    Decided,
    /// <summary>Recorded as a contact.</summary>
    Contact,
    /// <summary>The decision is disputed.</summary>
    Disputed,
    /// <summary>Nobody has read it.</summary>
    Unread,
    /// <summary>The time is nearly over.</summary>
    AtRisk,
    /// <summary>The time is over.</summary>
    Breached,
    /// <summary>A disagreement was raised.</summary>
    Raised,
    /// <summary>It went up a stage.</summary>
    MovedUp,
    /// <summary>It was settled.</summary>
    Settled,
    /// <summary>The child is not safe tonight.</summary>
    NotSafeTonight,
    /// <summary>A discussion was called.</summary>
    Called,
    /// <summary>A conference was booked.</summary>
    Booked,
    /// <summary>It was changed.</summary>
    Changed,
    /// <summary>It started.</summary>
    Started,
    /// <summary>It ended.</summary>
    Ended,
    /// <summary>Add the code to your own record.</summary>
    AddCode,
    /// <summary>Remove it.</summary>
    RemoveCode,
    /// <summary>There is danger now.</summary>
    DangerNow,
    /// <summary>Something was added.</summary>
    Added,
    /// <summary>Why it was flagged is elsewhere.</summary>
    Flagged,
    /// <summary>A source is silent.</summary>
    Silent,
    /// <summary>Police protection ends within 72 hours.</summary>
    ProtectedFor72Hours,
    /// <summary>A list is ready.</summary>
    Ready,
    /// <summary>To check a child is no concern.</summary>
    NoConcernMeant,
    /// <summary>There was a referral of the same child within 12 months.</summary>
    ReferredAgain,
    /// <summary>Handling: the family is not to be told.</summary>
    NotTheFamily,
    /// <summary>Handling: somebody must not find out.</summary>
    OneMustNotKnow,
    /// <summary>Handling: a number that is not to be rung.</summary>
    DoNotRing,
    /// <summary>Handling: nobody visits alone.</summary>
    VisitTogether,
    /// <summary>Handling: an address that is kept secret.</summary>
    AddressSecret,
    /// <summary>Handling: the family is not contacted before checks.</summary>
    ChecksFirst,
    /// <summary>Whoever is told is recorded as having agreed to a decision.</summary>
    Agreed,
}

/// <summary>The words of what a notice may say.</summary>
public static class NoticeWordWords
{
    private static readonly WordTable<NoticeWord> Words = new(
        "concern", "no-concern", "ring-back", "follow-up", "repeat-rule", "refused-by-parent", "refused-by-child", "left-before-seen",
        "left-against-advice", "child-has-left", "new-information", "not-known-before", "sent", "received", "not-delivered", "answer-asked", "decided",
        "contact", "disputed", "unread", "at-risk", "breached", "raised", "moved-up", "settled", "not-safe-tonight", "called", "booked", "changed",
        "started", "ended", "add-code", "remove-code", "danger-now", "added", "flagged", "silent", "protected-72-hours", "ready",
        "no-concern-meant", "referred-again", "not-the-family", "one-must-not-know", "do-not-ring", "visit-together", "address-secret", "checks-first", "agreed");

    /// <summary>How something is to be handled (workflows, 0.1 number 13, 1.2 and 1.4): it travels with what it is about, and with every notice of it, and is shown first. No row of the matrix names it.</summary>
    public static ImmutableArray<NoticeWord> Handling { get; } =
        [NoticeWord.OneMustNotKnow, NoticeWord.NotTheFamily, NoticeWord.ChecksFirst, NoticeWord.DoNotRing, NoticeWord.VisitTogether, NoticeWord.AddressSecret];

    /// <summary>Every word.</summary>
    public static ImmutableArray<string> All => Words.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this NoticeWord word) => Words.Of(word);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? text, out NoticeWord word) => Words.TryRead(text, out word);
}
