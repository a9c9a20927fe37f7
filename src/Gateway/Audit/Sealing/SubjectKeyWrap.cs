using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Storage;
using Gateway.Rules.Identifiers;

namespace Gateway.Audit.Sealing;

/// <summary>
/// A subject's key as its store keeps it: AES-256-GCM under a key of the ledger's, nonce[12] || tag[16] || ciphertext of
/// key[32] || NHS number[8] || day of birth[4] || record[1] || controller. The store names the child by a token, so that a copy
/// of it without the ledger's key names nobody; when the row goes, so does the name.
/// </summary>
internal sealed class SubjectKeyWrap(LedgerKey key)
{
    private const int TagAt = SealedSection.NonceLength;
    private const int ContentAt = TagAt + SealedSection.TagLength;
    private const int NumberAt = LedgerKey.Length;
    private const int BornAt = NumberAt + 8;
    private const int RecordAt = BornAt + 4;
    private const int ControllerAt = RecordAt + 1;

    private readonly byte[] _wrapping = key.For("gateway-ledger/subject-key/v1"u8);
    private readonly byte[] _naming = key.For("gateway-ledger/subject-key-name/v1"u8);

    /// <summary>By what a key is found; it is not the token of the search index.</summary>
    public Guid Name(KeyFor wanted)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"nhs\0{wanted.Child.Digits}\0{(int)wanted.Retention.Record}\0{wanted.Retention.Controller}");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_naming, Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A new random key, wrapped.</summary>
    public StoredKey Make(KeyFor wanted, DateOnly dateOfBirth)
    {
        var controller = Encoding.UTF8.GetBytes(wanted.Retention.Controller);
        var content = new byte[ControllerAt + controller.Length];
        RandomNumberGenerator.Fill(content.AsSpan(0, LedgerKey.Length));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(NumberAt), wanted.Child.Value);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(BornAt), dateOfBirth.DayNumber);
        content[RecordAt] = (byte)wanted.Retention.Record;
        controller.CopyTo(content, ControllerAt);

        var id = new Guid(RandomNumberGenerator.GetBytes(16), bigEndian: true);
        var made = new StoredKey(id, Name(wanted), new byte[ContentAt + content.Length]);
        RandomNumberGenerator.Fill(made.Wrapped.AsSpan(0, SealedSection.NonceLength));
        using var aes = new AesGcm(_wrapping, SealedSection.TagLength);
        aes.Encrypt(
            made.Wrapped.AsSpan(0, SealedSection.NonceLength), content, made.Wrapped.AsSpan(ContentAt),
            made.Wrapped.AsSpan(TagAt, SealedSection.TagLength), Bound(made));
        CryptographicOperations.ZeroMemory(content);
        return made;
    }

    /// <summary>The key and what it is for; null where the row was changed or belongs to another ledger's key.</summary>
    public UnwrappedKey? Unwrap(StoredKey stored)
    {
        if (stored.Wrapped.Length < ContentAt + ControllerAt) return null;
        var content = new byte[stored.Wrapped.Length - ContentAt];
        try
        {
            using var aes = new AesGcm(_wrapping, SealedSection.TagLength);
            aes.Decrypt(
                stored.Wrapped.AsSpan(0, SealedSection.NonceLength), stored.Wrapped.AsSpan(ContentAt),
                stored.Wrapped.AsSpan(TagAt, SealedSection.TagLength), content, Bound(stored));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        _ = NhsNumber.Read(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(NumberAt)).ToString("D10", CultureInfo.InvariantCulture), out var child);
        var retention = new RetentionClass(Encoding.UTF8.GetString(content.AsSpan(ControllerAt)), (RecordType)content[RecordAt]);
        return new UnwrappedKey(
            stored.Id, content[..LedgerKey.Length], new KeyFor(child, retention), DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(BornAt))));
    }

    private static byte[] Bound(StoredKey stored)
    {
        var bound = new byte[32];
        stored.Id.TryWriteBytes(bound, bigEndian: true, out _);
        stored.Subject.TryWriteBytes(bound.AsSpan(16), bigEndian: true, out _);
        return bound;
    }
}

/// <param name="Key">32 bytes.</param>
internal sealed record UnwrappedKey(Guid Id, byte[] Key, KeyFor For, DateOnly DateOfBirth)
{
    public override string ToString() => "(a subject's key)";
}
