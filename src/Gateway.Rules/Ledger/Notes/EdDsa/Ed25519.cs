using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>
/// Ed25519 (RFC 8032, 5.1) through the libcrypto that .NET itself uses on Linux; .NET 10 has none of its own.
/// Where that library is not there signing is not possible, and verifying goes by <see cref="ManagedEd25519"/>.
/// </summary>
public static class Ed25519
{
    /// <summary>The length of a public key, in bytes.</summary>
    public const int PublicKeyLength = 32;

    /// <summary>The length of the private seed, in bytes.</summary>
    public const int SeedLength = 32;

    /// <summary>The length of a signature, in bytes.</summary>
    public const int SignatureLength = 64;

    /// <summary>True where signing is possible: on Linux with OpenSSL 1.1.1 or later, which .NET 10 needs there anyway.</summary>
    public static bool IsAvailable => LibCrypto.IsThere;

    /// <summary>True when the key signed the message.</summary>
    public static bool Verifies(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyLength || signature.Length != SignatureLength) return false;
        if (!IsAvailable) return ManagedEd25519.Verifies(publicKey, message, signature);
        using var key = NativeKey.Public(publicKey);
        return key is not null && key.Verifies(message, signature);
    }

    /// <summary>Signs a message. The same seed and message always give the same 64 bytes.</summary>
    /// <exception cref="PlatformNotSupportedException"><see cref="IsAvailable"/> is false.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        using var key = Private(seed);
        return key.Sign(message);
    }

    /// <summary>The public key of a seed.</summary>
    /// <exception cref="PlatformNotSupportedException"><see cref="IsAvailable"/> is false.</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        using var key = Private(seed);
        return key.PublicKey();
    }

    private static NativeKey Private(ReadOnlySpan<byte> seed)
    {
        if (!IsAvailable) throw new PlatformNotSupportedException("There is no libcrypto to sign Ed25519 with.");
        if (seed.Length != SeedLength) throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        return NativeKey.Private(seed) ?? throw new CryptographicException("libcrypto refused the seed.");
    }
}
