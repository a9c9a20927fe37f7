namespace Gateway.Notifications;

/// <summary>What became of one attempt.</summary>
internal abstract record NoticeReply
{
    private NoticeReply() { }

    internal sealed record Accepted : NoticeReply;

    /// <summary>Not delivered this time. <paramref name="Because"/> is a word of ours, never the recipient's text.</summary>
    internal sealed record NotAccepted(string Because) : NoticeReply;
}
