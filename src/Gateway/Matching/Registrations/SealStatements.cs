using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Registrations;

/// <summary>What was said of a child as the store may hold it: under a keyed hash of the number, sealed for that place alone.</summary>
internal sealed class SealStatements(LedgerKey key)
{
    private readonly byte[] _token = key.For("gateway/registrations/token/v1"u8);
    private readonly byte[] _content = key.For("gateway/registrations/content/v1"u8);

    public byte[] Token(NhsNumber number) => HMACSHA256.HashData(_token, Encoding.ASCII.GetBytes(number.Digits));

    /// <summary>The beginning of the token, which is enough to tell some thousand numbers apart.</summary>
    public long Short(NhsNumber number) => BitConverter.ToInt64(Token(number));

    public byte[] Seal(byte[] token, Statements statements)
    {
        var open = StatementJson.Of(statements);
        var sealedContent = new byte[SealedSection.NonceLength + SealedSection.TagLength + open.Length];
        RandomNumberGenerator.Fill(sealedContent.AsSpan(0, SealedSection.NonceLength));
        using var aes = new AesGcm(_content, SealedSection.TagLength);
        aes.Encrypt(Nonce(sealedContent), open, sealedContent.AsSpan(SealedSection.NonceLength + SealedSection.TagLength), Tag(sealedContent), token);
        CryptographicOperations.ZeroMemory(open);
        return sealedContent;
    }

    /// <exception cref="CryptographicException">It was changed, or is another child's.</exception>
    public Statements Open(byte[] token, byte[] sealedContent)
    {
        var open = new byte[Math.Max(0, sealedContent.Length - SealedSection.NonceLength - SealedSection.TagLength)];
        using var aes = new AesGcm(_content, SealedSection.TagLength);
        aes.Decrypt(Nonce(sealedContent), sealedContent.AsSpan(SealedSection.NonceLength + SealedSection.TagLength), Tag(sealedContent), open, token);
        return StatementJson.Read(open);
    }

    private static Span<byte> Nonce(byte[] content) => content.AsSpan(0, SealedSection.NonceLength);

    private static Span<byte> Tag(byte[] content) => content.AsSpan(SealedSection.NonceLength, SealedSection.TagLength);
}
