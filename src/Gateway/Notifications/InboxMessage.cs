namespace Gateway.Notifications;

/// <summary>A message that a consumer has dealt with: the same one again changes nothing.</summary>
public sealed class InboxMessage
{
    private InboxMessage() { }

    public Guid MessageId { get; private init; }
    public string Consumer { get; private init; } = "";
    public DateTimeOffset DoneAt { get; private init; }

    internal static InboxMessage Done(Guid messageId, string consumer, DateTimeOffset now) =>
        new() { MessageId = messageId, Consumer = consumer, DoneAt = now };
}
