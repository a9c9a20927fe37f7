using System.Security.Cryptography;

namespace Gateway.Federation.Verified;

/// <summary>The digest of a body in its header (RFC 9530), in the one form that we write and take.</summary>
internal static class BodyDigest
{
    public const string Header = "Content-Digest";

    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        return $"sha-256=:{Convert.ToBase64String(digest)}:";
    }
}
