using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Agencies.Tokens;

/// <summary>SHA-256 of a whole token: what it is remembered by.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    private const int OnTheStack = 2048;

    /// <summary>Hashes the token where it stands in the header; false when it holds a character that no token has.</summary>
    public static bool TryOf(ReadOnlySpan<char> token, out TokenHash hash)
    {
        hash = default;
        var bytes = token.Length <= OnTheStack ? stackalloc byte[token.Length] : new byte[token.Length];
        if (Ascii.FromUtf16(token, bytes, out _) != System.Buffers.OperationStatus.Done) return false;
        Span<ulong> words = stackalloc ulong[4];
        SHA256.HashData(bytes, MemoryMarshal.AsBytes(words));
        hash = new TokenHash(words[0], words[1], words[2], words[3]);
        return true;
    }

    // The bits of a digest are as good as any hash of them.
    public override int GetHashCode() => (int)A;
}
