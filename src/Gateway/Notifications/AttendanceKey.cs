using System.Security.Cryptography;
using System.Text;

namespace Gateway.Notifications;

/// <summary>
/// One council, one asker's agency, one encounter. A digest, because a database that refuses a second row quotes the key in
/// its own log, and an encounter's reference belongs in nobody's log.
/// </summary>
internal static class AttendanceKey
{
    internal static byte[] Of(AttendanceNotice notice) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"gateway-notice/{notice.Kind.Word()}/v1\0{notice.Recipient.Id}\0{notice.Asker.Id}\0{notice.Reference}{(notice.Of is { } one ? $"\0{one:N}" : "")}"));
}
