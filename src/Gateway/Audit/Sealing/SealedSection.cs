using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>
/// The bytes of a sealed section, <c>gateway-ledger/section/v2</c>: version 2, key id[4], holder[16], nonce[12], wrapped DEK[32],
/// tag of the wrapping[16], tag[16], then AES-256-GCM of salt[32] || trail header || section under the DEK. The DEK is random
/// and used once, so its nonce is zero. It is wrapped under the holder's key: a child's own for the sections of children, that
/// of one run of one writer for the common section. Both are bound to entry id || section number || commitment.
/// </summary>
internal static class SealedSection
{
    public const byte Version = 2;

    public const int TagLength = 16;
    public const int HolderLength = 16;
    public const int KeyIdLength = 4;
    public const int NonceLength = 12;
    public const int BoundLength = 16 + 2 + TreeHash.Length;

    public const int HolderAt = 1 + KeyIdLength;
    public const int NonceAt = HolderAt + HolderLength;
    public const int WrappedAt = NonceAt + NonceLength;
    public const int WrapTagAt = WrappedAt + LedgerKey.Length;
    public const int TagAt = WrapTagAt + TagLength;
    public const int ContentAt = TagAt + TagLength;

    /// <param name="section">The trail header and what follows it.</param>
    public static int Length(int section) => ContentAt + Commitment.SaltLength + section;

    public static void Bind(Guid entryId, int section, ReadOnlySpan<byte> commitment, Span<byte> bound)
    {
        entryId.TryWriteBytes(bound, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bound[16..], (ushort)section);
        commitment.CopyTo(bound[18..]);
    }

    /// <summary>The child's key that a section hangs on; null for a common section, and for what is no section of this version.</summary>
    public static Guid? KeyOf(ReadOnlySpan<byte> bytes, int section) =>
        section > 0 && bytes.Length >= Length(0) && bytes[0] == Version ? new Guid(bytes.Slice(HolderAt, HolderLength), bigEndian: true) : null;

    /// <summary>Opens a section and holds it against its commitment.</summary>
    /// <param name="key">The ledger's key.</param>
    /// <param name="subjectKey">The key named by <see cref="KeyOf"/>; empty where it names none.</param>
    /// <param name="bytes">The sealed section.</param>
    /// <param name="entryId">The entry it belongs to.</param>
    /// <param name="section">Its number there.</param>
    /// <param name="commitment">Its commitment in the leaf.</param>
    public static SectionReading Open(
        LedgerKey key, ReadOnlySpan<byte> subjectKey, ReadOnlySpan<byte> bytes, Guid entryId, int section, ReadOnlySpan<byte> commitment)
    {
        if (bytes.Length < FirstSealedSection.Length(0) || bytes[0] is 0 or > Version) return new SectionReading.Damaged("it is not a sealed section");
        if (!bytes.Slice(1, KeyIdLength).SequenceEqual(key.Id.AsSpan(0, KeyIdLength))) return new SectionReading.Damaged("it was sealed under another key");

        Span<byte> bound = stackalloc byte[BoundLength];
        Bind(entryId, section, commitment, bound);
        try
        {
            var opened = bytes[0] == 1 ? FirstSealedSection.Decrypt(key, bytes, bound) : Decrypt(key, subjectKey, bytes, bound);
            return Commitment.Opens(commitment, opened.AsSpan(0, Commitment.SaltLength), opened.AsSpan(Commitment.SaltLength))
                ? Read(bytes[0], opened)
                : new SectionReading.Damaged("it does not match its commitment");
        }
        catch (CryptographicException)
        {
            return new SectionReading.Damaged("it was changed, or belongs to another entry");
        }
    }

    public static byte[] Decrypt(ReadOnlySpan<byte> dek, ReadOnlySpan<byte> content, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        nonce.Clear();
        var opened = new byte[content.Length];
        using var aes = new AesGcm(dek, TagLength);
        aes.Decrypt(nonce, content, tag, opened, bound);
        return opened;
    }

    private static SectionReading Read(byte version, byte[] opened)
    {
        var salt = opened.AsMemory(0, Commitment.SaltLength);
        var committed = opened.AsMemory(Commitment.SaltLength);
        if (version == 1) return new SectionReading.Opened(committed, committed, salt, []);
        return SectionTrail.Read(committed.Span, out ImmutableArray<Trail> trails, out var body) is var fault and not TrailFault.None
            ? new SectionReading.Damaged($"its trail does not read ({fault})")
            : new SectionReading.Opened(committed[body..], committed, salt, trails);
    }

    private static byte[] Decrypt(LedgerKey key, ReadOnlySpan<byte> subjectKey, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> bound)
    {
        if (bytes.Length < Length(0)) throw new CryptographicException();
        Span<byte> dek = stackalloc byte[LedgerKey.Length];
        using var wrapping = subjectKey.IsEmpty ? key.ForSession(bytes.Slice(HolderAt, HolderLength)) : new AesGcm(subjectKey, TagLength);
        wrapping.Decrypt(bytes.Slice(NonceAt, NonceLength), bytes.Slice(WrappedAt, LedgerKey.Length), bytes.Slice(WrapTagAt, TagLength), dek, bound);
        return Decrypt(dek, bytes[ContentAt..], bytes.Slice(TagAt, TagLength), bound);
    }
}
