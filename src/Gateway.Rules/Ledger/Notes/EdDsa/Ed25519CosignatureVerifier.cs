namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>A witness's Ed25519 key, type 0x04 (C2SP tlog-cosignature, "Format").</summary>
public sealed class Ed25519CosignatureVerifier : CosignatureVerifier
{
    /// <summary>The byte of this type.</summary>
    public const byte Type = 0x04;

    /// <summary>Knows a key of 32 bytes.</summary>
    public Ed25519CosignatureVerifier(string name, ReadOnlyMemory<byte> publicKey)
        : base(name, KeyName.Id(name, [Type], publicKey.Span), new[] { Type }, publicKey)
    {
        if (publicKey.Length != Ed25519.PublicKeyLength) throw new ArgumentException("An Ed25519 key has 32 bytes.", nameof(publicKey));
    }

    private protected override bool VerifiesMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> made) => Ed25519.Verifies(PublicKey.Span, message, made);
}
