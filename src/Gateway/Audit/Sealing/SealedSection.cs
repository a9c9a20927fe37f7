using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>
/// The bytes of a sealed section, <c>gateway-ledger/section/v1</c>: version 1, key id[4], session[16], counter[8], wrapped
/// DEK[32], tag of the wrapping[16], tag[16], then AES-256-GCM of salt[32] || section under the DEK. The DEK is random and used
/// once, so its nonce is zero; the wrapping key belongs to one run of one writer, so its counter is a nonce that cannot repeat.
/// Both are bound to entry id || section number || commitment.
/// </summary>
internal static class SealedSection
{
    public const int TagLength = 16;
    public const int SessionLength = 16;
    public const int KeyIdLength = 4;
    public const int NonceLength = 12;
    public const int BoundLength = 16 + 2 + TreeHash.Length;

    public const int SessionAt = 1 + KeyIdLength;
    public const int CounterAt = SessionAt + SessionLength;
    public const int WrappedAt = CounterAt + 8;
    public const int WrapTagAt = WrappedAt + LedgerKey.Length;
    public const int TagAt = WrapTagAt + TagLength;
    public const int ContentAt = TagAt + TagLength;

    public static int Length(int section) => ContentAt + Commitment.SaltLength + section;

    public static void Bind(Guid entryId, int section, ReadOnlySpan<byte> commitment, Span<byte> bound)
    {
        entryId.TryWriteBytes(bound, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bound[16..], (ushort)section);
        commitment.CopyTo(bound[18..]);
    }

    /// <summary>Opens a section and holds it against its commitment.</summary>
    public static SectionReading Open(LedgerKey key, ReadOnlySpan<byte> bytes, Guid entryId, int section, ReadOnlySpan<byte> commitment)
    {
        if (bytes.Length < Length(0) || bytes[0] != 1) return new SectionReading.Damaged("it is not a sealed section");
        if (!bytes.Slice(1, KeyIdLength).SequenceEqual(key.Id.AsSpan(0, KeyIdLength))) return new SectionReading.Damaged("it was sealed under another key");

        Span<byte> bound = stackalloc byte[BoundLength];
        Bind(entryId, section, commitment, bound);
        try
        {
            var opened = Decrypt(key, bytes, bound);
            return Commitment.Opens(commitment, opened.AsSpan(0, Commitment.SaltLength), opened.AsSpan(Commitment.SaltLength))
                ? new SectionReading.Opened(opened.AsMemory(Commitment.SaltLength), opened.AsMemory(0, Commitment.SaltLength))
                : new SectionReading.Damaged("it does not match its commitment");
        }
        catch (AuthenticationTagMismatchException)
        {
            return new SectionReading.Damaged("it was changed, or belongs to another entry");
        }
    }

    private static byte[] Decrypt(LedgerKey key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> dek = stackalloc byte[LedgerKey.Length];
        nonce.Clear();
        bytes.Slice(CounterAt, 8).CopyTo(nonce[4..]);
        using var wrapping = key.ForSession(bytes.Slice(SessionAt, SessionLength));
        wrapping.Decrypt(nonce, bytes.Slice(WrappedAt, LedgerKey.Length), bytes.Slice(WrapTagAt, TagLength), dek, bound);

        nonce.Clear();
        var opened = new byte[bytes.Length - ContentAt];
        using var aes = new AesGcm(dek, TagLength);
        aes.Decrypt(nonce, bytes[ContentAt..], bytes.Slice(TagAt, TagLength), opened, bound);
        return opened;
    }
}
