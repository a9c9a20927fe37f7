using System.Security.Cryptography;

namespace Gateway.Audit.Sealing;

/// <summary>Bytes that a store may hold: AES-256-GCM under a key of one use, bound to the place where they lie. Nonce, tag, content.</summary>
internal sealed class SealedBytes(byte[] key)
{
    private const int Head = SealedSection.NonceLength + SealedSection.TagLength;

    /// <summary>Seals and wipes what is open.</summary>
    public byte[] Seal(ReadOnlySpan<byte> place, byte[] open)
    {
        var content = new byte[Head + open.Length];
        RandomNumberGenerator.Fill(Nonce(content));
        using var aes = new AesGcm(key, SealedSection.TagLength);
        aes.Encrypt(Nonce(content), open, content.AsSpan(Head), Tag(content), place);
        CryptographicOperations.ZeroMemory(open);
        return content;
    }

    /// <exception cref="CryptographicException">It was changed, or belongs to another place.</exception>
    public byte[] Open(ReadOnlySpan<byte> place, byte[] content)
    {
        if (content.Length < Head) throw new CryptographicException("What was sealed is cut short.");
        var open = new byte[content.Length - Head];
        using var aes = new AesGcm(key, SealedSection.TagLength);
        aes.Decrypt(Nonce(content), content.AsSpan(Head), Tag(content), open, place);
        return open;
    }

    private static Span<byte> Nonce(byte[] content) => content.AsSpan(0, SealedSection.NonceLength);

    private static Span<byte> Tag(byte[] content) => content.AsSpan(SealedSection.NonceLength, SealedSection.TagLength);
}
