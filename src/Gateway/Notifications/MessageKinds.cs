using MassTransit;

namespace Gateway.Notifications;

/// <summary>The published kinds of message, and how each is made from the id of its subject.</summary>
internal static class MessageKinds
{
    internal const string AttendanceNoticeWaiting = "attendance-notice-waiting.v1";

    internal static Task PublishAsync(this IBus bus, OutboxMessage owed, CancellationToken cancellation) => owed.Kind switch
    {
        AttendanceNoticeWaiting => bus.Publish(new AttendanceNoticeWaiting(owed.Subject), context => Address(context, owed), cancellation),
        _ => throw new InvalidOperationException($"No message of the kind {owed.Kind}."),
    };

    // Mandatory: a broker that has no queue for it yet gives it back, rather than confirming what it dropped.
    private static void Address(PublishContext context, OutboxMessage owed)
    {
        context.MessageId = owed.MessageId;
        context.Mandatory = true;
    }
}
