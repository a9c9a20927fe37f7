using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Simulator;

/// <summary>The digest of a body in its header (RFC 9530).</summary>
internal static class RequestDigest
{
    public const string Header = "Content-Digest";

    public static string Of(ReadOnlySpan<byte> body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    /// <summary>Refuses a body that is not the one its header speaks of.</summary>
    public static void Check(HttpContext context, ReadOnlySequence<byte> body)
    {
        var given = context.Request.Headers[Header].ToString();
        if (given.Length == 0) return;
        var own = body.IsSingleSegment ? Of(body.FirstSpan) : Of(body.ToArray());
        if (given != own) throw new RefusedException(Header, "is not that of the body");
    }
}
