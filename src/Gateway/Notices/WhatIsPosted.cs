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

    public static ImmutableArray<NoticePosted> All { get; } =
    [
        // Referrals/TellOfSteps, TellOfTime and TellOfDisagreement.
        new(NoticeEvent.ReferralSent, NoticeRecipient.FrontDoor, [NoticeWord.Received, NoticeWord.DangerNow], Council),
        new(NoticeEvent.ReferralSent, NoticeRecipient.Referrer, [NoticeWord.Received], []),
        new(NoticeEvent.DeliveryFailed, NoticeRecipient.Referrer, [NoticeWord.NotDelivered, NoticeWord.RingBack], []),
        new(NoticeEvent.ChildMoved, NoticeRecipient.FrontDoor, [], Council),
        new(NoticeEvent.InformationAdded, NoticeRecipient.FrontDoor, [NoticeWord.Added], Council),
        new(NoticeEvent.AgencyAsked, NoticeRecipient.Lead, [NoticeWord.AnswerAsked], Anywhere),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Referrer, [NoticeWord.Decided, NoticeWord.Contact, NoticeWord.Changed], []),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Colleague, [NoticeWord.Decided, NoticeWord.Contact, NoticeWord.Changed], []),
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
        // Federation/Late/TellOfNews.
        new(NoticeEvent.LateAnswer, NoticeRecipient.Asker, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.Department, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.NamedNurse, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], [AgencyKind.NhsTrust.Word()]),
        new(NoticeEvent.LateAnswer, NoticeRecipient.FrontDoor, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], Council),
    ];
}
