using System.Collections.Immutable;

namespace Gateway.Messages;

/// <summary>The messages that agencies' own systems read: each is a document of <c>contracts/messages</c> by this name.</summary>
internal static class MessageNames
{
    public const string Received = "referral-received.v1";
    public const string AddedTo = "referral-added-to.v1";
    public const string Asked = "referral-asked.v1";
    public const string Answered = "referral-answered.v1";
    public const string Decided = "referral-decided.v1";
    public const string FeedbackRead = "referral-feedback-read.v1";
    public const string Disagreement = "referral-disagreement.v1";
    public const string Merged = "referral-merged.v1";
    public const string SentOn = "referral-sent-on.v1";
    public const string Clock = "referral-clock.v1";
    public const string Moved = "referral-moved.v1";

    public static readonly ImmutableArray<string> All = [Received, AddedTo, Asked, Answered, Decided, FeedbackRead, Disagreement, Merged, SentOn, Clock, Moved];
}
