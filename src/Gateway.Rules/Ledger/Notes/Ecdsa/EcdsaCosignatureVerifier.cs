namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>
/// A witness that has a P-256 key only: the message of cosignature/v1, signed with ECDSA. No type is assigned to this, so it is
/// 0xff with a name of ours after it (C2SP signed-note, "Signature types"); a closed set of witnesses understands it, the public network does not.
/// </summary>
public sealed class EcdsaCosignatureVerifier : CosignatureVerifier
{
    private static readonly byte[] TypeBytes = [0xff, .. "gateway-ledger/cosignature-p256/v1\0"u8];

    /// <summary>Knows a key.</summary>
    /// <param name="name">The witness's name.</param>
    /// <param name="publicKey">A SubjectPublicKeyInfo in DER, for which <see cref="P256.IsPublicKey"/> is true.</param>
    public EcdsaCosignatureVerifier(string name, ReadOnlyMemory<byte> publicKey)
        : base(name, KeyName.Id(name, TypeBytes, publicKey.Span), TypeBytes, publicKey)
    {
        if (!P256.IsPublicKey(publicKey.Span)) throw new ArgumentException("It is not a key on P-256.", nameof(publicKey));
    }

    /// <summary>The bytes of this type: 0xff, <c>gateway-ledger/cosignature-p256/v1</c>, 0x00.</summary>
    public static ReadOnlySpan<byte> Type => TypeBytes;

    private protected override bool VerifiesMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> made) => P256.Verifies(PublicKey.Span, message, made);
}
