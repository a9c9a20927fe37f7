namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>Signs notes with an Ed25519 key, type 0x01. Needs <see cref="Ed25519.IsAvailable"/>.</summary>
public sealed class Ed25519Signer : NoteSigner
{
    private readonly byte[] _seed;

    /// <summary>Takes a private seed of 32 bytes.</summary>
    /// <param name="name">The key's name; for a log its origin.</param>
    /// <param name="seed">Copied.</param>
    public Ed25519Signer(string name, ReadOnlySpan<byte> seed)
    {
        _seed = seed.ToArray();
        Verifier = new Ed25519Verifier(name, Ed25519.PublicKey(seed));
    }

    /// <inheritdoc/>
    public override NoteVerifier Verifier { get; }

    private protected override byte[] Make(ReadOnlySpan<byte> text) => Ed25519.Sign(_seed, text);
}
