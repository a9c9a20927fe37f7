using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>Cosigns checkpoints with a P-256 key; see <see cref="EcdsaCosignatureVerifier"/>.</summary>
/// <param name="name">The witness's name.</param>
/// <param name="key">Stays the caller's, and may lie in a security module.</param>
public sealed class EcdsaCosigner(string name, ECDsa key) : Cosigner
{
    private readonly Lock _one = new();

    /// <inheritdoc/>
    public override CosignatureVerifier Verifier { get; } = new EcdsaCosignatureVerifier(name, P256.PublicKey(key));

    private protected override byte[] Make(ReadOnlySpan<byte> message)
    {
        lock (_one) return P256.Sign(key, message);
    }
}
