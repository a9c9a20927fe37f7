using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Audit.Sealing;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Uploads.Store;

/// <summary>Files as the store may hold them: sealed for their place, children under a keyed token of the custodian's own. A row that was changed or exchanged does not open.</summary>
internal sealed class SealUploads(LedgerKey key)
{
    private readonly ConcurrentDictionary<string, PointerKey> _tokens = new(StringComparer.Ordinal);
    private readonly BoundSeal _seal = new(key.For("gateway/uploads/rows/v1"u8));

    /// <summary>Two custodians' tokens of one child are not alike.</summary>
    public PointerKey Tokens(string custodian) =>
        _tokens.GetOrAdd(custodian, static (of, from) => new PointerKey(1, from.For(Encoding.UTF8.GetBytes("gateway/uploads/tokens/v1/" + of))), key);

    public UploadPart Seal(Guid upload, long at, ReadOnlySpan<byte> part) => UploadPart.Of(upload, at, _seal.Seal(part, Place("part", upload, at)));

    public byte[] Open(UploadPart part) => _seal.Open(part.Sealed, Place("part", part.Upload, part.At));

    public FileBucket Seal(Guid content, int number, IReadOnlyList<FileEntry> entries) =>
        FileBucket.Of(content, number, _seal.Seal(JsonSerializer.SerializeToUtf8Bytes(entries, UploadsJson.Default.IReadOnlyListFileEntry), Place("bucket", content, number)));

    public ImmutableArray<FileEntry> Open(FileBucket bucket) =>
        JsonSerializer.Deserialize(_seal.Open(bucket.Sealed, Place("bucket", bucket.Content, bucket.Number)), UploadsJson.Default.ImmutableArrayFileEntry);

    public ReturnedRecords Seal(Guid content, IReadOnlyList<ReturnedRecord> returned) => ReturnedRecords.Of(
        content, returned[0].Record, returned[^1].Record,
        _seal.Seal(JsonSerializer.SerializeToUtf8Bytes(returned, UploadsJson.Default.IReadOnlyListReturnedRecord), Place("returned", content, returned[0].Record)));

    public ImmutableArray<ReturnedRecord> Open(ReturnedRecords row) =>
        JsonSerializer.Deserialize(_seal.Open(row.Sealed, Place("returned", row.Content, row.First)), UploadsJson.Default.ImmutableArrayReturnedRecord);

    public byte[] Seal(string custodian, long sequence, FileHead head) =>
        _seal.Seal(JsonSerializer.SerializeToUtf8Bytes(head, UploadsJson.Default.FileHead), Place(custodian, sequence));

    private FileHead Head(string custodian, long sequence, byte[] head) =>
        JsonSerializer.Deserialize(_seal.Open(head, Place(custodian, sequence)), UploadsJson.Default.FileHead) ?? throw new JsonException("There is no head in it.");

    /// <summary>Null where the row was changed by somebody else than us: what it said counts for nothing.</summary>
    public FileHead? HeadOrNone(AppliedFile file) => HeadOrNone(file.Custodian, file.Sequence, file.Sealed, file.Content);

    /// <summary>What would be applied; null too where it was not checked.</summary>
    public FileHead? HeadOrNone(Upload upload) => HeadOrNone(upload.Custodian, upload.Sequence, upload.Head, upload.Content);

    private FileHead? HeadOrNone(string custodian, long sequence, byte[] sealed_, Guid content)
    {
        if (sealed_.Length == 0) return null;
        try
        {
            return Head(custodian, sequence, sealed_) is var head && head.Content == content ? head : null;
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public DateTimeOffset AsOf(AppliedFile file) => HeadOrNone(file)?.AsOf ?? DateTimeOffset.MinValue;

    private static byte[] Place(string what, Guid of, long at) => Encoding.UTF8.GetBytes($"{what}\n{of}\n{at}");

    private static byte[] Place(string custodian, long sequence) => Encoding.UTF8.GetBytes($"head\n{custodian}\n{sequence}");
}
