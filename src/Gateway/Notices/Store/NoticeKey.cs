using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Notices;

namespace Gateway.Notices.Store;

/// <summary>One event, one subject, one recipient.</summary>
internal static class NoticeKey
{
    public static byte[] Of(Posting posting) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0',
        "gateway-inbox/v1", posting.Event.Word(), posting.Subject.Kind.Word(), posting.Subject.Id, posting.To.Part.Word(), posting.To.Agency,
        posting.To.Role ?? "", posting.To.Person ?? "", posting.Of)));
}
