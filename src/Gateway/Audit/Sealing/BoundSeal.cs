using System.Security.Cryptography;

namespace Gateway.Audit.Sealing;

/// <summary>Bytes at rest: nonce[12], tag[16], then AES-256-GCM of the content, bound to the place where they belong.</summary>
internal sealed class BoundSeal(byte[] key)
{
    private const int ContentAt = SealedSection.NonceLength + SealedSection.TagLength;

    public byte[] Seal(ReadOnlySpan<byte> open, ReadOnlySpan<byte> bound)
    {
        var content = new byte[ContentAt + open.Length];
        RandomNumberGenerator.Fill(content.AsSpan(0, SealedSection.NonceLength));
        using var aes = new AesGcm(key, SealedSection.TagLength);
        aes.Encrypt(content.AsSpan(0, SealedSection.NonceLength), open, content.AsSpan(ContentAt), content.AsSpan(SealedSection.NonceLength, SealedSection.TagLength), bound);
        return content;
    }

    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    public byte[] Open(ReadOnlySpan<byte> content, ReadOnlySpan<byte> bound)
    {
        if (content.Length < ContentAt) throw new CryptographicException("Too short to have been sealed.");
        var open = new byte[content.Length - ContentAt];
        using var aes = new AesGcm(key, SealedSection.TagLength);
        aes.Decrypt(content[..SealedSection.NonceLength], content[ContentAt..], content.Slice(SealedSection.NonceLength, SealedSection.TagLength), open, bound);
        return open;
    }
}
