using System.Buffers.Binary;
using System.Text;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>
/// A witness's public key. Its signature is eight bytes of POSIX time before the bytes that the key made, and covers
/// <c>cosignature/v1</c>, a line with that time, and the whole text (C2SP tlog-cosignature, "Format" and "Ed25519 signed message").
/// </summary>
public abstract class CosignatureVerifier : NoteVerifier
{
    private protected CosignatureVerifier(string name, uint keyId, ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> publicKey)
        : base(name, keyId, type, publicKey) { }

    /// <inheritdoc/>
    public sealed override bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        Time(signature) is { } time && VerifiesMessage(Message(time, text), signature[8..]);

    /// <summary>The POSIX time in seconds, 1 to 2^63 - 1, at which a cosignature says it was made; null where it has none.</summary>
    public static long? Time(ReadOnlySpan<byte> signature) =>
        signature.Length > 8 && BinaryPrimitives.ReadInt64BigEndian(signature) is > 0 and var time ? time : null;

    private protected abstract bool VerifiesMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> made);

    internal static byte[] Message(long time, ReadOnlySpan<byte> text) =>
        [.. Encoding.ASCII.GetBytes($"cosignature/v1\ntime {StrictDecimal.Write(time)}\n"), .. text];
}
