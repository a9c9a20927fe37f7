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
        // Referrals/TellOfSteps.
        new(NoticeEvent.ReferralSent, NoticeRecipient.FrontDoor, [NoticeWord.Received, NoticeWord.DangerNow], Council),
        new(NoticeEvent.InformationAdded, NoticeRecipient.FrontDoor, [], Council),
        new(NoticeEvent.AgencyAsked, NoticeRecipient.Lead, [NoticeWord.AnswerAsked], Anywhere),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Referrer, [NoticeWord.Decided, NoticeWord.Contact], []),
        new(NoticeEvent.DecisionMade, NoticeRecipient.Colleague, [NoticeWord.Decided, NoticeWord.Contact], []),
        new(NoticeEvent.FeedbackUnread, NoticeRecipient.Colleague, [NoticeWord.Unread], []),
        new(NoticeEvent.FeedbackUnread, NoticeRecipient.Lead, [NoticeWord.Unread], Anywhere),
        new(NoticeEvent.ClockDue, NoticeRecipient.Manager, [NoticeWord.AtRisk, NoticeWord.Breached], Council),
        new(NoticeEvent.Disagreement, NoticeRecipient.Referrer, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled], []),
        new(NoticeEvent.Disagreement, NoticeRecipient.Lead, [NoticeWord.Raised, NoticeWord.MovedUp, NoticeWord.Settled], Council),
        // Federation/Late/TellOfNews.
        new(NoticeEvent.LateAnswer, NoticeRecipient.Asker, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.Department, [NoticeWord.NewInformation, NoticeWord.NotKnownBefore], []),
        new(NoticeEvent.LateAnswer, NoticeRecipient.NamedNurse, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], [AgencyKind.NhsTrust.Word()]),
        new(NoticeEvent.LateAnswer, NoticeRecipient.FrontDoor, [NoticeWord.NewInformation, NoticeWord.ChildHasLeft], Council),
    ];
}
