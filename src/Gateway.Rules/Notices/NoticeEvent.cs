using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Notices;

/// <summary>What a person is told of: E1 to E28 (workflows, section 4), and what a ruling adds.</summary>
public enum NoticeEvent : byte
{
    /// <summary>E1: a child with a plan or in care attended.</summary>
    KnownChildAttended,
    /// <summary>E2: a concern was opened in an emergency department.</summary>
    ConcernOpened,
    /// <summary>E3: an attendance without a concern.</summary>
    Attended,
    /// <summary>E4: the rule for repeated attendances is met.</summary>
    AttendedAgain,
    /// <summary>E5: an injury of a child who does not walk.</summary>
    InjuryNotWalking,
    /// <summary>E6: an examination was refused.</summary>
    ExaminationRefused,
    /// <summary>E7: left before being seen, or against advice.</summary>
    LeftEarly,
    /// <summary>E8: a block on discharge was overridden.</summary>
    DischargeOverridden,
    /// <summary>E9: domestic abuse, a child of school age.</summary>
    AbuseIncidentPupil,
    /// <summary>E10: domestic abuse, a child under five or a pregnancy.</summary>
    AbuseIncidentInfant,
    /// <summary>E11: a referral was sent or received.</summary>
    ReferralSent,
    /// <summary>E12: something could not be delivered.</summary>
    DeliveryFailed,
    /// <summary>E13: an agency is asked.</summary>
    AgencyAsked,
    /// <summary>E14: a source answered late, and there is something.</summary>
    LateAnswer,
    /// <summary>E15: a decision, and what the referrer is told of it.</summary>
    DecisionMade,
    /// <summary>E16: nobody has read it.</summary>
    FeedbackUnread,
    /// <summary>E17: a clock is at risk or has run out.</summary>
    ClockDue,
    /// <summary>E18: a disagreement was raised, moved up or settled.</summary>
    Disagreement,
    /// <summary>E19: a strategy discussion was called.</summary>
    StrategyCalled,
    /// <summary>E20: a conference was booked or changed.</summary>
    ConferenceBooked,
    /// <summary>E21: a plan started, changed or ended.</summary>
    PlanChanged,
    /// <summary>E22: a child moved to another area.</summary>
    ChildMoved,
    /// <summary>E23: a concern of a member of a school's staff.</summary>
    StaffConcern,
    /// <summary>E24: something was added to a referral that was sent.</summary>
    InformationAdded,
    /// <summary>E25: a look-up was flagged.</summary>
    LookUpFlagged,
    /// <summary>E26: a source is silent to everybody.</summary>
    SourceSilent,
    /// <summary>E27: police protection was used.</summary>
    PoliceProtection,
    /// <summary>E28: the weekly list is ready.</summary>
    ListReady,
    /// <summary>R25: several agencies checked one child with no plan (rulings, 25).</summary>
    RunOfChecks,
    /// <summary>C8: a pupil's file was sent from one school to the next, or nobody there says that they have it.</summary>
    SchoolFileSent,
}

/// <summary>The words of the events.</summary>
public static class NoticeEventWords
{
    private static readonly WordTable<NoticeEvent> Events = new(
        "known-child-attended", "concern-opened", "attended", "attended-again", "injury-not-walking", "examination-refused", "left-early",
        "discharge-overridden", "abuse-incident-pupil", "abuse-incident-infant", "referral-sent", "delivery-failed", "agency-asked", "late-answer",
        "decision-made", "feedback-unread", "clock-due", "disagreement", "strategy-called", "conference-booked", "plan-changed", "child-moved",
        "staff-concern", "information-added", "look-up-flagged", "source-silent", "police-protection", "list-ready",
        "run-of-checks", "school-file-sent");

    /// <summary>Every event, in words, E1 first.</summary>
    public static ImmutableArray<string> All => Events.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this NoticeEvent happened) => Events.Of(happened);

    /// <summary>The number in the workflows, such as <c>E14</c>, or that of the ruling.</summary>
    public static string Code(this NoticeEvent happened) => happened switch { NoticeEvent.RunOfChecks => "R25", NoticeEvent.SchoolFileSent => "C8", _ => $"E{(int)happened + 1}" };

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out NoticeEvent happened) => Events.TryRead(word, out happened);
}
