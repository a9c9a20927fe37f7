namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>An Ed25519 key that signs notes, type 0x01 (C2SP signed-note, "Ed25519 signatures").</summary>
public sealed class Ed25519Verifier : NoteVerifier
{
    /// <summary>The byte of this type.</summary>
    public const byte Type = 0x01;

    /// <summary>Knows a key of 32 bytes.</summary>
    public Ed25519Verifier(string name, ReadOnlyMemory<byte> publicKey)
        : base(name, KeyName.Id(name, [Type], publicKey.Span), new[] { Type }, publicKey)
    {
        if (publicKey.Length != Ed25519.PublicKeyLength) throw new ArgumentException("An Ed25519 key has 32 bytes.", nameof(publicKey));
    }

    /// <inheritdoc/>
    public override bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Ed25519.Verifies(PublicKey.Span, text, signature);
}
