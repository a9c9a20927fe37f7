using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Federation.Uploads.Reading;
using Gateway.Federation.Uploads.Store;

namespace Gateway.Federation.Uploads;

/// <summary>Sends a file that somebody chose on the page, by the same steps as a program would: it is announced, and taken in parts.</summary>
internal sealed class SendUpload(BeginUpload begin, TakePart take, ReadUploads read)
{
    /// <summary>The largest file of the page; a larger one is sent by a program.</summary>
    public const int Largest = 16 * 1024 * 1024;

    public async Task<UploadSent> RunAsync(Practitioner who, Custodian custodian, ReadOnlyMemory<byte> file, DateTimeOffset asOf, CancellationToken stopping)
    {
        if (await DeclaredAsync(custodian, file, await read.NextAsync(custodian, stopping), asOf, stopping) is not { } declared) return new UploadSent.Empty();
        if (await begin.RunAsync(custodian, declared, stopping) is not UploadBegun.Begun(var upload)) return new UploadSent.Refused();
        for (var at = upload.Received; at < file.Length; at += UploadDeclared.LargestPart)
        {
            var part = file[(int)at..(int)Math.Min(file.Length, at + UploadDeclared.LargestPart)];
            if (await take.RunAsync(who, upload, at, part, stopping) is not PartTaken.Taken and var taken) return taken == PartTaken.LedgerClosed ? new UploadSent.LedgerClosed() : new UploadSent.Elsewhere();
            upload = await read.OneAsync(who, upload.Id, stopping) ?? upload;
        }

        return new UploadSent.Sent(upload);
    }

    private static async Task<UploadDeclared?> DeclaredAsync(Custodian custodian, ReadOnlyMemory<byte> file, long sequence, DateTimeOffset asOf, CancellationToken stopping)
    {
        var (records, json) = (0, false);
        await foreach (var line in FileLines.OfAsync(Once(file), stopping))
            if (records++ == 0) json = line.Bytes.Span.StartsWith("{"u8);
        if (!json) records--;
        return records is < 1 or > UploadDeclared.MostRecords ? null
            : new UploadDeclared(custodian.Id, sequence, asOf, json ? "ndjson" : "csv", records, file.Length, Convert.ToHexStringLower(SHA256.HashData(file.Span)));
    }

    private static async IAsyncEnumerable<byte[]> Once(ReadOnlyMemory<byte> file)
    {
        await Task.CompletedTask;
        yield return file.ToArray();
    }
}

internal abstract record UploadSent
{
    private UploadSent() { }

    public sealed record Sent(Upload Upload) : UploadSent;

    /// <summary>No record, or more than a file may have.</summary>
    public sealed record Empty : UploadSent;

    /// <summary>The extract is older than the one that speaks, or of a time that has not been.</summary>
    public sealed record Refused : UploadSent;

    /// <summary>Another part is wanted: somebody else sends the same file.</summary>
    public sealed record Elsewhere : UploadSent;

    /// <summary>The ledger cannot record.</summary>
    public sealed record LedgerClosed : UploadSent;
}
