namespace Gateway.Notifications;

/// <summary>
/// A message that is owed, written with the change that causes it. It names its subject by id only, so that no message can
/// carry personal data. Messages of one line go in the order of their sequence.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    public long Sequence { get; private init; }
    public Guid MessageId { get; private init; }
    public string Kind { get; private init; } = "";
    public Guid Subject { get; private init; }
    public string Line { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset NotBefore { get; private set; }
    public int Refusals { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    internal static OutboxMessage About(NoticeOfAttendance notice, DateTimeOffset now) => new()
    {
        MessageId = Guid.CreateVersion7(now),
        Kind = MessageKinds.AttendanceNoticeWaiting,
        Subject = notice.Id,
        Line = notice.Recipient,
        CreatedAt = now,
        NotBefore = now,
    };

    internal void Sent(DateTimeOffset now) => SentAt = now;

    internal void Refused(DateTimeOffset now) => NotBefore = now + RetryTimes.AfterRefusedMessage(++Refusals);
}
