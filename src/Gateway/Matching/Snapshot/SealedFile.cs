using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Audit.Sealing;

namespace Gateway.Matching.Snapshot;

/// <summary>
/// How a file of children is sealed: a heading, then pieces of a mebibyte, each encrypted and authenticated under a key of the file's own,
/// with its number and whether it is the last. A piece that is changed, missing, twice or elsewhere does not open.
/// </summary>
internal static class SealedFile
{
    public const int Piece = 1 << 20;
    public const int SaltLength = 32;
    public const int HeadingLength = 8 + SaltLength;

    /// <summary>Names the form: another version is another file.</summary>
    public static ReadOnlySpan<byte> Name => "GWHELD\0\u0002"u8;

    public static AesGcm Open(LedgerKey key, ReadOnlySpan<byte> salt)
    {
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.For("gateway/children-snapshot/v1"u8), 32, salt.ToArray(), "piece"u8.ToArray());
        try
        {
            return new AesGcm(derived, SealedSection.TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    public static void Nonce(long piece, bool isLast, Span<byte> nonce)
    {
        BinaryPrimitives.WriteInt64LittleEndian(nonce, piece);
        BinaryPrimitives.WriteInt32LittleEndian(nonce[8..], isLast ? 1 : 0);
    }
}
