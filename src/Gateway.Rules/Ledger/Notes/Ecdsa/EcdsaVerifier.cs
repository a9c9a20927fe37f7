namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>A P-256 key that signs notes, type 0x02; its id is made from the key alone (C2SP signed-note, "Signature types").</summary>
public sealed class EcdsaVerifier : NoteVerifier
{
    /// <summary>The byte of this type.</summary>
    public const byte Type = 0x02;

    /// <summary>Knows a key.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="publicKey">A SubjectPublicKeyInfo in DER, for which <see cref="P256.IsPublicKey"/> is true.</param>
    public EcdsaVerifier(string name, ReadOnlyMemory<byte> publicKey)
        : base(name, KeyName.Id(publicKey.Span), new[] { Type }, publicKey)
    {
        if (!P256.IsPublicKey(publicKey.Span)) throw new ArgumentException("It is not a key on P-256.", nameof(publicKey));
    }

    /// <inheritdoc/>
    public override bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => P256.Verifies(PublicKey.Span, text, signature);
}
