using MassTransit;

namespace Gateway.Notifications;

/// <summary>A notice is waiting to go. It names the row and nobody: contracts/messages/attendance-notice-waiting.v1.schema.json.</summary>
[EntityName("attendance-notice-waiting.v1")]
public sealed record AttendanceNoticeWaiting(Guid NoticeId);
