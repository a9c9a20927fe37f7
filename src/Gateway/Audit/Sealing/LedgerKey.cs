using System.Security.Cryptography;

namespace Gateway.Audit.Sealing;

/// <summary>The key that everything sealed in the ledger hangs on. It never wraps anything itself: each writer derives a key of its own from it.</summary>
internal sealed class LedgerKey
{
    public const int Length = 32;

    private readonly byte[] _key;

    public LedgerKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length) throw new ArgumentException("A ledger key has 32 bytes.", nameof(key));
        _key = key.ToArray();
        Id = SHA256.HashData([.. "gateway-ledger/key-id/v1\0"u8, .. key]);
    }

    /// <summary>32 bytes that name the key and give nothing of it away.</summary>
    public byte[] Id { get; }

    /// <summary>The wrapping key of one run of one writer.</summary>
    public AesGcm ForSession(ReadOnlySpan<byte> session)
    {
        Span<byte> derived = stackalloc byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, derived, session, "gateway-ledger/wrap/v1"u8);
        var aes = new AesGcm(derived, SealedSection.TagLength);
        CryptographicOperations.ZeroMemory(derived);
        return aes;
    }

    /// <summary>A key for something else than sealing, which gives nothing of this one away.</summary>
    public byte[] For(ReadOnlySpan<byte> use)
    {
        var derived = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, derived, [], use);
        return derived;
    }

    public override string ToString() => "(ledger key)";
}
