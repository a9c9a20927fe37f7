using System.Numerics;
using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>
/// Verifies Ed25519 (RFC 8032, 5.1.7) with nothing but big integers, for machines without libcrypto. About a hundred times slower than
/// libcrypto, and its time depends on its input: it only ever sees what is public, and never signs.
/// </summary>
public static class ManagedEd25519
{
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);

    /// <summary>True when the key signed the message.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verifies(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64 || EdwardsPoint.Decode(publicKey) is not { } key) return false;
        var r = signature[..32];
        var s = Number(signature[32..]);
        if (s >= Order) return false;
        var h = Number(SHA512.HashData([.. r, .. publicKey, .. message])) % Order;
        return (EdwardsPoint.Base.Times(s) + key.Negated().Times(h)).Encode().AsSpan().SequenceEqual(r);
    }

    internal static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);
}
