using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Notes.EdDsa;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>Reads a verifier key, <c>name+id+base64(type || key)</c> (C2SP signed-note, "Verifier keys").</summary>
public static class VerifierKey
{
    private const int Longest = KeyName.Longest + 4096;

    /// <summary>Reads a key.</summary>
    /// <param name="text">Exactly one key.</param>
    /// <param name="verifier">The key when the answer is <see cref="VerifierKeyFault.None"/>.</param>
    public static VerifierKeyFault Read(string text, out NoteVerifier? verifier)
    {
        ArgumentNullException.ThrowIfNull(text);
        verifier = null;
        // Base64 has plus signs of its own, so only the first two part the text.
        if (text.Length > Longest || text.Split('+', 3) is not [var name, { Length: 8 } id, var base64]) return VerifierKeyFault.Malformed;
        if (!KeyName.IsValid(name) || id.Any(c => !char.IsAsciiHexDigitLower(c)) || StrictBase64.Read(base64) is not { Length: > 1 } blob) return VerifierKeyFault.Malformed;

        var fault = Read(name, blob, out var read);
        if (fault != VerifierKeyFault.None) return fault;
        if (read!.Text != text) return VerifierKeyFault.WrongId;
        verifier = read;
        return VerifierKeyFault.None;
    }

    private static VerifierKeyFault Read(string name, byte[] blob, out NoteVerifier? read)
    {
        var p256Cosignature = blob.AsSpan().StartsWith(EcdsaCosignatureVerifier.Type);
        var key = blob.AsMemory(p256Cosignature ? EcdsaCosignatureVerifier.Type.Length : 1);
        var ed25519 = key.Length == Ed25519.PublicKeyLength;
        read = blob[0] switch
        {
            Ed25519Verifier.Type when ed25519 => new Ed25519Verifier(name, key),
            Ed25519CosignatureVerifier.Type when ed25519 => new Ed25519CosignatureVerifier(name, key),
            EcdsaVerifier.Type when P256.IsPublicKey(key.Span) => new EcdsaVerifier(name, key),
            0xff when p256Cosignature && P256.IsPublicKey(key.Span) => new EcdsaCosignatureVerifier(name, key),
            _ => null,
        };
        if (read is not null) return VerifierKeyFault.None;
        return p256Cosignature || blob[0] is Ed25519Verifier.Type or Ed25519CosignatureVerifier.Type or EcdsaVerifier.Type
            ? VerifierKeyFault.NoKey
            : VerifierKeyFault.UnknownType;
    }
}
