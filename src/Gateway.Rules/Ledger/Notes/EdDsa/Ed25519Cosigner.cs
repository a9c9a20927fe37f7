namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>Cosigns checkpoints with an Ed25519 key, type 0x04. Needs <see cref="Ed25519.IsAvailable"/>.</summary>
public sealed class Ed25519Cosigner : Cosigner
{
    private readonly byte[] _seed;

    /// <summary>Takes a private seed of 32 bytes, used for nothing but cosigning under this name.</summary>
    /// <param name="name">The witness's name.</param>
    /// <param name="seed">Copied.</param>
    public Ed25519Cosigner(string name, ReadOnlySpan<byte> seed)
    {
        _seed = seed.ToArray();
        Verifier = new Ed25519CosignatureVerifier(name, Ed25519.PublicKey(seed));
    }

    /// <inheritdoc/>
    public override CosignatureVerifier Verifier { get; }

    private protected override byte[] Make(ReadOnlySpan<byte> message) => Ed25519.Sign(_seed, message);
}
