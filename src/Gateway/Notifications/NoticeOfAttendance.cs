using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Rules.Identifiers;

namespace Gateway.Notifications;

/// <summary>
/// A notice and how far it has come. Nothing may try it before <see cref="NextAttemptAt"/>; while a message about it may
/// still be under way, until <see cref="QueuedUntil"/>, no other is queued.
/// </summary>
public sealed class NoticeOfAttendance
{
    private NoticeOfAttendance() { }

    public Guid Id { get; private init; }
    public NoticeKind Kind { get; private init; }
    public Guid InteractionId { get; private init; }
    public byte[] PolicyHash { get; private init; } = [];

    /// <summary>The key of "once per attendance": <see cref="AttendanceKey"/>.</summary>
    public byte[] Attendance { get; private init; } = [];

    public string Recipient { get; private init; } = "";
    public string Asker { get; private init; } = "";
    public AgencyKind AskerKind { get; private init; }
    public string Reference { get; private init; } = "";
    public NhsNumber Child { get; private init; }
    public DateOnly DateOfBirth { get; private init; }
    public string Where { get; private init; } = "";
    public DateTimeOffset ArrivedAt { get; private init; }
    public string RingBack { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset NextAttemptAt { get; private set; }
    public DateTimeOffset QueuedUntil { get; private set; }
    public int FailedAttempts { get; private set; }
    public string? LastFailure { get; private set; }
    public DateTimeOffset? WarnedAt { get; private set; }

    /// <summary>The ledger's entry for this disclosure; without one nothing is sent.</summary>
    public Guid? LedgerEntry { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    internal static NoticeOfAttendance Waiting(AttendanceNotice notice, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = notice.Kind,
        InteractionId = notice.InteractionId,
        PolicyHash = notice.PolicyHash.ToArray(),
        Attendance = AttendanceKey.Of(notice),
        Recipient = notice.Recipient.Id,
        Asker = notice.Asker.Id,
        AskerKind = notice.Asker.Kind,
        Reference = notice.Reference,
        Child = notice.Child,
        DateOfBirth = notice.DateOfBirth,
        Where = notice.Where,
        ArrivedAt = notice.ArrivedAt,
        RingBack = notice.RingBack,
        CreatedAt = now,
        NextAttemptAt = now,
        QueuedUntil = now + RetryTimes.UnderWay,
    };

    internal void RecordedIn(LedgerReceipt receipt) => LedgerEntry = receipt.EntryId;

    internal void QueuedAgain(DateTimeOffset now) => QueuedUntil = now + RetryTimes.UnderWay;

    internal void Delivered(DateTimeOffset now) => DeliveredAt = now;

    internal void Failed(string because, DateTimeOffset now)
    {
        LastFailure = because;
        NextAttemptAt = now + RetryTimes.After(++FailedAttempts);
        // The attempt is over: the next one waits for its own time, not for this one's.
        QueuedUntil = now;
    }
}
