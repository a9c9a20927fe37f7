using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>
/// ECDSA on NIST P-256 with SHA-256. Signatures are DER as RFC 3279 2.2.3 has them and are taken in their one spelling only: the platform's own
/// reader accepts integers without their leading zero.
/// </summary>
public static class P256
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>True when the key signed the message. A key that is no key, or a signature in another spelling, is false.</summary>
    /// <param name="publicKey">A SubjectPublicKeyInfo in DER (RFC 5480).</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">SEQUENCE { r INTEGER, s INTEGER } in DER.</param>
    public static bool Verifies(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> plain = stackalloc byte[DerSignature.PlainLength];
        using var key = Import(publicKey);
        return key is not null
            && DerSignature.Read(signature, plain)
            && key.VerifyData(message, plain, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Signs a message.</summary>
    public static byte[] Sign(ECDsa key, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>True where these bytes are a key of this curve, in the spelling in which it is written out.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey)
    {
        using var key = Import(publicKey);
        return key is not null && publicKey.SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public half of a key of this curve.</summary>
    public static byte[] PublicKey(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsOnCurve(key) ? key.ExportSubjectPublicKeyInfo() : throw new ArgumentException("The key is not on P-256.", nameof(key));
    }

    private static ECDsa? Import(ReadOnlySpan<byte> publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && IsOnCurve(key)) return key;
        }
        catch (CryptographicException)
        {
            // Not a key: the answer says so.
        }

        key.Dispose();
        return null;
    }

    private static bool IsOnCurve(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve;
}
