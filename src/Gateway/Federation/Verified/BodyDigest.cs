using System.Security.Cryptography;

namespace Gateway.Federation.Verified;

/// <summary>The digest of a body in its header (RFC 9530), in the one form that we write and take.</summary>
internal static class BodyDigest
{
    public const string Header = "Content-Digest";

    private const string Before = "sha-256=:";
    private const int Length = 54;

    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<char> text = stackalloc char[Length];
        Write(body, text);
        return new string(text);
    }

    public static bool Is(string given, ReadOnlySpan<byte> body)
    {
        Span<char> text = stackalloc char[Length];
        Write(body, text);
        return text.SequenceEqual(given);
    }

    private static void Write(ReadOnlySpan<byte> body, Span<char> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        Before.CopyTo(text);
        Convert.TryToBase64Chars(digest, text[Before.Length..], out _);
        text[^1] = ':';
    }
}
