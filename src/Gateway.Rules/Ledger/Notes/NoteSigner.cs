namespace Gateway.Rules.Ledger.Notes;

/// <summary>A private key that signs the text of a note. May be used by several threads.</summary>
public abstract class NoteSigner
{
    /// <summary>The public key.</summary>
    public abstract NoteVerifier Verifier { get; }

    /// <summary>The signature line for a text that ends in a line feed.</summary>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => new(Verifier.Name, Verifier.KeyId, Make(text));

    private protected abstract byte[] Make(ReadOnlySpan<byte> text);
}
