using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>
/// Every notice that this service posts. Tables that lack one of them on any of their days stop the start: otherwise the step that the notice tells of could not be taken.
/// Whoever posts another one adds it here first; tests hold the posters to it.
/// </summary>
internal static class WhatIsPosted
{
    private static readonly ImmutableArray<string> Anywhere = [.. Enum.GetValues<AgencyKind>().Select(kind => kind.Word())];
    private static readonly ImmutableArray<string> Council = [AgencyKind.LocalAuthority.Word()];
    private static readonly ImmutableArray<string> Trust = [AgencyKind.NhsTrust.Word()];
    private static readonly ImmutableArray<string> Practice = [AgencyKind.GpPractice.Word()];
    private static readonly ImmutableArray<string> Force = [AgencyKind.Police.Word()];
    private static readonly ImmutableArray<string> School = [AgencyKind.School.Word()];

    private static readonly ImmutableArray<NoticeWord> PlanWords = [NoticeWord.Started, NoticeWord.Changed, NoticeWord.Ended, NoticeWord.AddCode, NoticeWord.RemoveCode];

    /// <summary>Of a referral's steps: Referrals/TellOfSteps, TellOfTime and TellOfDisagreement.</summary>
    public static ImmutableArray<NoticePosted> OfSteps { get; } =
    [
        new(NoticeEvent.ReferralSent, NoticeRecipient.FrontDoor, [NoticeWord.Received, NoticeWord.DangerNow, NoticeWord.ReferredAgain], Council),
        new(NoticeEvent.ReferralSent, NoticeRecipient.Referrer, [NoticeWord.Received], []),
        new(NoticeEvent.DeliveryFailed, NoticeRecipient.Referrer, [NoticeWord.NotDelivered, NoticeWord.RingBack], []),
        new(NoticeEvent.DeliveryFailed, NoticeRecipient.Operations, [NoticeWord.NotDelivered], Anywhere),
        new(NoticeEvent.ChildMoved, NoticeRecipient.FrontDoor, [], Council),
        new(NoticeEvent.InformationAdded, NoticeRecipient.FrontDoor, [NoticeWord.Added], Council),
        new(NoticeEvent.InformationAdded, NoticeRecipient.StageOwner, [NoticeWord.Added], []),
        new(NoticeEvent.StrategyCalled, NoticeRecipient.PoliceDuty, [NoticeWord.Called], Force),
        new(NoticeEvent.StrategyCalled, NoticeRecipient.Invitee, [NoticeWord.Called], []),
        new(NoticeEvent.ConferenceBooked, NoticeRecipient.Invitee, [NoticeWord.Booked, NoticeWord.Changed], []),
        new(NoticeEvent.AgencyAsked, NoticeRecipient.Lead, [NoticeWord.AnswerAsked], Anywhere),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Referrer, [NoticeWord.Decided, NoticeWord.Contact, NoticeWord.Changed], []),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Colleague, [NoticeWord.Decided, NoticeWord.Contact, NoticeWord.Changed], []),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Manager, [NoticeWord.Agreed], Council),
        new(NoticeEvent.FeedbackUnread, NoticeRecipient.Colleague, [NoticeWord.Unread], []),
        new(NoticeEvent.FeedbackUnread, NoticeRecipient.Lead, [NoticeWord.Unread], Anywhere),
        new(NoticeEvent.ClockDue, NoticeRecipient.Manager, [NoticeWord.AtRisk, NoticeWord.Breached], Council),
        new(NoticeEvent.ClockDue, NoticeRecipient.StageOwner, [NoticeWord.AtRisk, NoticeWord.Breached], []),
        new(NoticeEvent.ClockDue, NoticeRecipient.Lead, [NoticeWord.AtRisk, NoticeWord.Breached], Anywhere),
        new(NoticeEvent.ClockDue, NoticeRecipient.Referrer, [NoticeWord.AtRisk, NoticeWord.Breached], []),
        new(NoticeEvent.Disagreement, NoticeRecipient.Referrer, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled, NoticeWord.NotSafeTonight], []),
        new(NoticeEvent.Disagreement, NoticeRecipient.Colleague, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled, NoticeWord.NotSafeTonight], []),
        new(NoticeEvent.Disagreement, NoticeRecipient.StageOwner, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled, NoticeWord.NotSafeTonight], []),
        new(NoticeEvent.Disagreement, NoticeRecipient.Lead, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled, NoticeWord.NotSafeTonight], Council),
    ];

    public static ImmutableArray<NoticePosted> All { get; } =
    [
        .. OfSteps,
        // Departments/TellOfVisits.
        new(NoticeEvent.ConcernOpened, NoticeRecipient.FrontDoor, [NoticeWord.Concern, NoticeWord.RingBack], Council),
        new(NoticeEvent.ConcernOpened, NoticeRecipient.Gp, [NoticeWord.Concern, NoticeWord.RingBack], Practice),
        new(NoticeEvent.ConcernOpened, NoticeRecipient.NamedNurse, [NoticeWord.Concern, NoticeWord.RingBack], Trust),
        new(NoticeEvent.Attended, NoticeRecipient.Gp, [NoticeWord.FollowUp], Practice),
        new(NoticeEvent.Attended, NoticeRecipient.HealthVisitor, [NoticeWord.FollowUp], Trust),
        new(NoticeEvent.Attended, NoticeRecipient.SchoolNurse, [NoticeWord.FollowUp], Trust),
        new(NoticeEvent.Attended, NoticeRecipient.LiaisonNurse, [], Trust),
        new(NoticeEvent.InjuryNotWalking, NoticeRecipient.SeniorDoctor, [], Trust),
        new(NoticeEvent.InjuryNotWalking, NoticeRecipient.NamedNurse, [], Trust),
        new(NoticeEvent.ExaminationRefused, NoticeRecipient.FrontDoor, [NoticeWord.RefusedByChild, NoticeWord.RefusedByParent, NoticeWord.Concern, NoticeWord.RingBack], Council),
        new(NoticeEvent.ExaminationRefused, NoticeRecipient.Gp, [NoticeWord.RefusedByChild, NoticeWord.RefusedByParent, NoticeWord.Concern, NoticeWord.RingBack], Practice),
        new(NoticeEvent.LeftEarly, NoticeRecipient.FrontDoor, [NoticeWord.LeftBeforeSeen, NoticeWord.LeftAgainstAdvice, NoticeWord.Concern, NoticeWord.RingBack], Council),
        new(NoticeEvent.LeftEarly, NoticeRecipient.Gp, [NoticeWord.LeftBeforeSeen, NoticeWord.LeftAgainstAdvice, NoticeWord.Concern, NoticeWord.RingBack], Practice),
        new(NoticeEvent.DischargeOverridden, NoticeRecipient.FrontDoor, [NoticeWord.Concern, NoticeWord.ChildHasLeft, NoticeWord.RingBack], Council),
        new(NoticeEvent.DischargeOverridden, NoticeRecipient.NamedNurse, [NoticeWord.Concern, NoticeWord.ChildHasLeft, NoticeWord.RingBack], Trust),
        // Incidents.
        new(NoticeEvent.AbuseIncidentPupil, NoticeRecipient.SafeguardingLead, [], School),
        new(NoticeEvent.AbuseIncidentPupil, NoticeRecipient.PoliceDuty, [NoticeWord.Unread, NoticeWord.RingBack], Force),
        new(NoticeEvent.AbuseIncidentPupil, NoticeRecipient.FrontDoor, [], Council),
        new(NoticeEvent.AbuseIncidentInfant, NoticeRecipient.HealthVisitor, [], Trust),
        new(NoticeEvent.AbuseIncidentInfant, NoticeRecipient.Midwife, [], Trust),
        new(NoticeEvent.AbuseIncidentInfant, NoticeRecipient.Gp, [], Practice),
        new(NoticeEvent.PoliceProtection, NoticeRecipient.FrontDoor, [NoticeWord.ProtectedFor72Hours], Council),
        new(NoticeEvent.PoliceProtection, NoticeRecipient.PoliceDuty, [NoticeWord.ProtectedFor72Hours], Force),
        // Concerns/TellOfConcern.
        new(NoticeEvent.StaffConcern, NoticeRecipient.SafeguardingLead, [NoticeWord.DangerNow], School),
        new(NoticeEvent.StaffConcern, NoticeRecipient.HeadTeacher, [], []),
        new(NoticeEvent.StaffConcern, NoticeRecipient.DesignatedOfficer, [NoticeWord.DangerNow], []),
        // Concerns/Files/TellOfFile.
        new(NoticeEvent.SchoolFileSent, NoticeRecipient.SafeguardingLead, [NoticeWord.Unread], School),
        // Departments: a child who comes again and again, and the week's list.
        new(NoticeEvent.AttendedAgain, NoticeRecipient.Gp, [NoticeWord.RepeatRule], Practice),
        new(NoticeEvent.AttendedAgain, NoticeRecipient.HealthVisitor, [NoticeWord.RepeatRule], Trust),
        new(NoticeEvent.AttendedAgain, NoticeRecipient.SchoolNurse, [NoticeWord.RepeatRule], Trust),
        new(NoticeEvent.AttendedAgain, NoticeRecipient.LiaisonNurse, [NoticeWord.RepeatRule], Trust),
        new(NoticeEvent.AttendedAgain, NoticeRecipient.SocialWorker, [NoticeWord.RepeatRule], Council),
        new(NoticeEvent.ListReady, NoticeRecipient.Invitee, [NoticeWord.Ready], []),
        // Alerts/TellOfficers; Notices/Channels/SendDeliveries posts what a step may post already.
        new(NoticeEvent.LookUpFlagged, NoticeRecipient.InformationGovernance, [NoticeWord.Flagged], Anywhere),
        // Plans/TellOfPlan.
        new(NoticeEvent.PlanChanged, NoticeRecipient.Gp, PlanWords, Practice),
        new(NoticeEvent.PlanChanged, NoticeRecipient.HealthVisitor, PlanWords, Trust),
        new(NoticeEvent.PlanChanged, NoticeRecipient.SchoolNurse, PlanWords, Trust),
        new(NoticeEvent.PlanChanged, NoticeRecipient.SafeguardingLead, PlanWords, School),
        new(NoticeEvent.PlanChanged, NoticeRecipient.Midwife, PlanWords, Trust),
        new(NoticeEvent.PlanChanged, NoticeRecipient.LiaisonNurse, PlanWords, Trust),
        new(NoticeEvent.ChildMoved, NoticeRecipient.Gp, [], Practice),
        new(NoticeEvent.ChildMoved, NoticeRecipient.SafeguardingLead, [], School),
        // Federation/Silence/WatchSources and Signals/TellSignals.
        new(NoticeEvent.SourceSilent, NoticeRecipient.Operations, [NoticeWord.Silent], Anywhere),
        new(NoticeEvent.RunOfChecks, NoticeRecipient.FrontDoor, [NoticeWord.NoConcernMeant], Council),
        // Federation/Late/TellOfNews.
        new(NoticeEvent.LateAnswer, NoticeRecipient.Asker, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.Department, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.NamedNurse, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], [AgencyKind.NhsTrust.Word()]),
        new(NoticeEvent.LateAnswer, NoticeRecipient.FrontDoor, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], Council),
    ];
}
