using System.Buffers.Binary;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>A witness's private key. May be used by several threads.</summary>
public abstract class Cosigner
{
    /// <summary>The public key.</summary>
    public abstract CosignatureVerifier Verifier { get; }

    /// <summary>The signature line that says: at this time, this is the largest tree of its log that I have seen, and it extends those before.</summary>
    /// <param name="text">The checkpoint's text, with its line feed.</param>
    /// <param name="at">The time of signing, after 1970; kept to the second.</param>
    public NoteSignature Cosign(ReadOnlySpan<byte> text, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(time, nameof(at));
        var made = Make(CosignatureVerifier.Message(time, text));
        var signature = new byte[8 + made.Length];
        BinaryPrimitives.WriteInt64BigEndian(signature, time);
        made.CopyTo(signature, 8);
        return new NoteSignature(Verifier.Name, Verifier.KeyId, signature);
    }

    private protected abstract byte[] Make(ReadOnlySpan<byte> message);
}
