using System.Security.Cryptography;

namespace Gateway.Rules.Ledger;

/// <summary>
/// Binds an entry to a section without showing it: SHA-256("gateway-ledger/commit/v1" || 0x00 || salt || section).
/// Hiding while the 32 random bytes of salt are secret, binding always. Never a plain hash of an identifier: an NHS number
/// has only 10^9 values.
/// </summary>
public static class Commitment
{
    /// <summary>The length of a salt, in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>Commits to a section.</summary>
    /// <param name="salt">32 random bytes, used for this section alone.</param>
    /// <param name="section">The section's bytes.</param>
    /// <param name="destination">At least 32 bytes.</param>
    public static void Make(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> section, Span<byte> destination)
    {
        if (salt.Length != SaltLength) throw new ArgumentException("A salt has 32 bytes.", nameof(salt));
        var length = Prefix.Length + salt.Length + section.Length;
        var input = length <= 2048 ? stackalloc byte[length] : new byte[length];
        Prefix.CopyTo(input);
        salt.CopyTo(input[Prefix.Length..]);
        section.CopyTo(input[(Prefix.Length + SaltLength)..]);
        SHA256.HashData(input, destination);
    }

    /// <summary>True when the commitment was made from this salt and this section.</summary>
    public static bool Opens(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> section)
    {
        if (salt.Length != SaltLength) return false;
        Span<byte> made = stackalloc byte[TreeHash.Length];
        Make(salt, section, made);
        return CryptographicOperations.FixedTimeEquals(made, commitment);
    }

    private static ReadOnlySpan<byte> Prefix => "gateway-ledger/commit/v1\0"u8;
}
