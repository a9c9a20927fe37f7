using System.Globalization;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>A public key that is known, with the one way in which it signs (C2SP signed-note, "Signatures" and "Verifier keys").</summary>
public abstract class NoteVerifier
{
    private protected NoteVerifier(string name, uint keyId, ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> publicKey)
    {
        if (!KeyName.IsValid(name)) throw new ArgumentException("A key's name has 1 to 255 characters, without spaces and plus.", nameof(name));
        (Name, KeyId, _type, PublicKey) = (name, keyId, type, publicKey);
    }

    private readonly ReadOnlyMemory<byte> _type;

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>Four bytes made from name, type and key, as a big-endian number.</summary>
    public uint KeyId { get; }

    /// <summary>The key as its type encodes it, without the type: 32 bytes of Ed25519, or a SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>True when the key made this signature of this text.</summary>
    public abstract bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);

    /// <summary>True where a signature line names this key.</summary>
    public bool Made(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature.KeyId == KeyId && signature.Name == Name;
    }

    /// <summary>The key as text, <c>name+id+key</c>: what policies and settings hold (C2SP signed-note, "Verifier keys").</summary>
    public string Text =>
        $"{Name}+{KeyId.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([.. _type.Span, .. PublicKey.Span])}";

    /// <inheritdoc/>
    public override string ToString() => Text;
}
