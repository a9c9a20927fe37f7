using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>What can happen (workflows, 2.3, as far as it moves a state or a clock; and what 2.1 and 2.2 need beside it).</summary>
public enum ReferralEvent : byte
{
    /// <summary>A draft was deleted.</summary>
    DraftDeleted,
    /// <summary>Sent.</summary>
    ReferralSent,
    /// <summary>The receiver stored it.</summary>
    ReferralReceived,
    /// <summary>It could not be delivered: a task and a telephone number, never silence.</summary>
    ReferralDeliveryFailed,
    /// <summary>A person took it.</summary>
    ReferralTaken,
    /// <summary>It was rated red, amber or green.</summary>
    ReferralRagSet,
    /// <summary>The rating was changed.</summary>
    ReferralRagChanged,
    /// <summary>Other agencies were asked.</summary>
    AgencyAsked,
    /// <summary>An agency answered.</summary>
    AgencyAnswered,
    /// <summary>An agency declined.</summary>
    AgencyDeclined,
    /// <summary>The referrer added something.</summary>
    ReferralAddedTo,
    /// <summary>All six tasks of the form are there.</summary>
    ReferralCompleted,
    /// <summary>Recorded as a contact; or the referrer says that a referral was meant.</summary>
    ReferralReclassified,
    /// <summary>The referrer withdrew it.</summary>
    ReferralWithdrawn,
    /// <summary>The receiver goes on with it.</summary>
    ReferralWithdrawalRefused,
    /// <summary>Merged with another about the same incident.</summary>
    ReferralMerged,
    /// <summary>Closed.</summary>
    ReferralClosed,
    /// <summary>Decided.</summary>
    DecisionMade,
    /// <summary>The referrer was told.</summary>
    FeedbackSent,
    /// <summary>The referrer opened it.</summary>
    FeedbackRead,
    /// <summary>The referrer asks about it.</summary>
    FeedbackQuestioned,
    /// <summary>Somebody disagrees.</summary>
    DisagreementRaised,
    /// <summary>The other side answered, or the meeting was held.</summary>
    DisagreementAnswered,
    /// <summary>It goes up a stage. Nobody needs permission.</summary>
    DisagreementEscalated,
    /// <summary>It is settled.</summary>
    DisagreementSettled,
    /// <summary>The child was seen.</summary>
    ChildSeen,
    /// <summary>Early help accepted.</summary>
    EarlyHelpAccepted,
    /// <summary>Early help declined.</summary>
    EarlyHelpDeclined,
    /// <summary>The child's social worker took note.</summary>
    OpenCaseAcknowledged,
    /// <summary>The assessment started.</summary>
    AssessmentStarted,
    /// <summary>The assessment was looked at half-way.</summary>
    AssessmentReviewPoint,
    /// <summary>The assessment was authorised.</summary>
    AssessmentAuthorised,
    /// <summary>The strategy discussion was held.</summary>
    StrategyHeld,
    /// <summary>Section 47 enquiries started.</summary>
    Section47Started,
    /// <summary>Section 47 enquiries ended without a conference.</summary>
    Section47Ended,
    /// <summary>A conference was booked.</summary>
    ConferenceBooked,
    /// <summary>A conference was held.</summary>
    ConferenceHeld,
    /// <summary>A core group was held.</summary>
    CoreGroupHeld,
    /// <summary>A plan started.</summary>
    PlanStarted,
    /// <summary>The plan's category changed.</summary>
    PlanCategoryChanged,
    /// <summary>The plan was reviewed.</summary>
    PlanReviewed,
    /// <summary>The plan ended.</summary>
    PlanEnded,
    /// <summary>Another area takes it over.</summary>
    CaseTransferred,
    /// <summary>A step is taken back, with a reason. Nothing is deleted.</summary>
    RecordCorrected,
    /// <summary>A notice was sent.</summary>
    NoticeSent,
    /// <summary>A notice was delivered.</summary>
    NoticeDelivered,
    /// <summary>A person acknowledged it.</summary>
    NoticeAcknowledged,
    /// <summary>A child attended urgent care.</summary>
    AttendanceRecorded,
    /// <summary>A child was taken into police protection.</summary>
    PoliceProtectionUsed,
    /// <summary>Police protection ended.</summary>
    PoliceProtectionEnded,
    /// <summary>A clock ran out.</summary>
    ClockBreached,
    /// <summary>A clock was stopped for a while, with a reason.</summary>
    ClockPaused,
    /// <summary>It runs again.</summary>
    ClockResumed,
    /// <summary>Somebody at the council left a note for whoever has it next.</summary>
    ReferralNoted,
}

/// <summary>The words of the events.</summary>
public static class ReferralEventWords
{
    private static readonly WordTable<ReferralEvent> Events = new(
        "draft.deleted", "referral.sent", "referral.received", "referral.delivery_failed", "referral.taken", "referral.rag_set",
        "referral.rag_changed", "agency.asked", "agency.answered", "agency.declined", "referral.added_to", "referral.completed", "referral.reclassified",
        "referral.withdrawn", "referral.withdrawal_refused", "referral.merged", "referral.closed", "decision.made", "feedback.sent",
        "feedback.read", "feedback.questioned", "disagreement.raised", "disagreement.answered", "disagreement.escalated",
        "disagreement.settled", "child.seen", "early_help.accepted", "early_help.declined", "open_case.acknowledged", "assessment.started",
        "assessment.review_point", "assessment.authorised", "strategy.held", "s47.started", "s47.ended", "conference.booked",
        "conference.held", "core_group.held", "plan.started", "plan.category_changed", "plan.reviewed", "plan.ended", "case.transferred",
        "record.corrected", "notice.sent", "notice.delivered", "notice.acknowledged", "attendance.recorded", "police_protection.used",
        "police_protection.ended", "clock.breached", "clock.paused", "clock.resumed", "referral.noted");

    /// <summary>Every event, in words.</summary>
    public static ImmutableArray<string> All => Events.Words;

    /// <summary>The word in the ledger.</summary>
    public static string Word(this ReferralEvent happened) => Events.Of(happened);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReferralEvent happened) => Events.TryRead(word, out happened);
}
