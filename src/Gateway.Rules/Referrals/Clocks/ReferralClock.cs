using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>The clocks (workflows, 2.2 and 2.5; the number of that section stands behind each).</summary>
public enum ReferralClock : byte
{
    /// <summary>How long a draft is kept (2.1).</summary>
    DraftKept,
    /// <summary>Sent until stored by the receiver (T1).</summary>
    Received,
    /// <summary>Received until decided (T2).</summary>
    Decision,
    /// <summary>Received until a person acknowledged it (T3).</summary>
    Acknowledged,
    /// <summary>Rated until decided (T4).</summary>
    Rated,
    /// <summary>Agencies asked until answered (T5).</summary>
    AgenciesAnswer,
    /// <summary>Decided until the referrer is told; only a decision that comes from the receiver's system can wait (T6).</summary>
    ReferrerTold,
    /// <summary>Told until read (T7).</summary>
    FeedbackRead,
    /// <summary>Strategy discussion until the child was seen (T8).</summary>
    ChildSeenUrgently,
    /// <summary>Assessment until the child was seen (T8).</summary>
    ChildSeen,
    /// <summary>Sent by the danger path until all of the form is there (T9).</summary>
    FullForm,
    /// <summary>Decided until the strategy discussion was held (T10).</summary>
    StrategyDiscussion,
    /// <summary>Received until the assessment was authorised (T11).</summary>
    AssessmentAuthorised,
    /// <summary>Strategy discussion until the conference (T12).</summary>
    ConferenceHeld,
    /// <summary>Conference until the first core group (T13).</summary>
    CoreGroup,
    /// <summary>Conference until the first review (T14).</summary>
    FirstReview,
    /// <summary>Review until the next (T14).</summary>
    LaterReview,
    /// <summary>Told of a move until the conference of the new area (T15).</summary>
    ReceivingIn,
    /// <summary>Notice sent until the school acknowledged it (T16).</summary>
    SchoolNotice,
    /// <summary>Attendance until primary care was told (T17).</summary>
    PrimaryCareTold,
    /// <summary>Step-down until early help accepted (T18).</summary>
    EarlyHelpAccepts,
    /// <summary>Police protection used until it ends (T19).</summary>
    PoliceProtection,
    /// <summary>Decided, or assessed, until it is closed or goes on; ours, section 2 gives no time.</summary>
    Closing,
    /// <summary>Information passed on until the child's social worker took note; ours, section 2 gives no time.</summary>
    OpenCaseAcknowledged,
    /// <summary>Feedback read until somebody disagrees (L1, raise).</summary>
    RaiseDisagreement,
    /// <summary>Raised until replied to (L1, reply).</summary>
    PractitionersReply,
    /// <summary>Replied to until settled or taken up (L1, raise to the next).</summary>
    TakeUp,
    /// <summary>Team managers agree (L2).</summary>
    TeamManagersAgree,
    /// <summary>Service managers settle it or meet (L3, meeting).</summary>
    ServiceManagersMeet,
    /// <summary>Meeting until the written outcome (L3, outcome).</summary>
    WrittenOutcome,
    /// <summary>Heads of service settle it (L4).</summary>
    HeadsOfServiceSettle,
    /// <summary>The partnership settles it (L5).</summary>
    PartnersSettle,
}

/// <summary>The words of the clocks.</summary>
public static class ReferralClockWords
{
    private static readonly WordTable<ReferralClock> Clocks = new(
        "draft-kept", "received", "decision", "acknowledged", "rated", "agencies-answer", "referrer-told", "feedback-read", "child-seen-urgently",
        "child-seen", "full-form", "strategy-discussion", "assessment-authorised", "conference-held", "core-group", "first-review", "later-review",
        "receiving-in", "school-notice", "primary-care-told", "early-help-accepts", "police-protection", "closing", "open-case-acknowledged",
        "raise-disagreement", "practitioners-reply", "take-up", "team-managers-agree", "service-managers-meet", "written-outcome",
        "heads-of-service-settle", "partners-settle");

    /// <summary>Every clock, in words.</summary>
    public static ImmutableArray<string> All => Clocks.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ReferralClock clock) => Clocks.Of(clock);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReferralClock clock) => Clocks.TryRead(word, out clock);

    /// <summary>Clocks that no reason ever pauses (workflows, 2.2): a table that says otherwise is refused.</summary>
    internal static bool NeverPauses(this ReferralClock clock) =>
        clock is ReferralClock.Decision or ReferralClock.ChildSeen or ReferralClock.ChildSeenUrgently or ReferralClock.ConferenceHeld;
}
