using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Notices.Store;

/// <summary>
/// What people say on the telephone: the same for everybody who has a notice of one subject, at whichever agency, so that whoever is rung finds it. A digest: it tells
/// nothing of what it stands for, and opens nothing.
/// </summary>
internal static class NoticeReference
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 6;

    public static string Of(NoticeSubjectKind kind, string subject)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"gateway-notice-reference/v1\0{kind.Word()}\0{subject}"));
        return string.Create(Length, digest, static (letters, bytes) =>
        {
            var rest = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            for (var place = 0; place < letters.Length; place++, rest /= (ulong)Letters.Length) letters[place] = Letters[(int)(rest % (ulong)Letters.Length)];
        });
    }
}
