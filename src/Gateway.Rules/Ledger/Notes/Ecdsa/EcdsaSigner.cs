using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>Signs notes with a P-256 key, type 0x02.</summary>
/// <param name="name">The key's name; for a log its origin.</param>
/// <param name="key">Stays the caller's, and may lie in a security module.</param>
public sealed class EcdsaSigner(string name, ECDsa key) : NoteSigner
{
    private readonly Lock _one = new();

    /// <inheritdoc/>
    public override NoteVerifier Verifier { get; } = new EcdsaVerifier(name, P256.PublicKey(key));

    private protected override byte[] Make(ReadOnlySpan<byte> text)
    {
        lock (_one) return P256.Sign(key, text);
    }
}
