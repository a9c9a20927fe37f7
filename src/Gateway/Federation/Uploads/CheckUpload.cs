using System.Security.Cryptography;
using Gateway.Data;
using Gateway.Federation.Uploads.Reading;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>
/// Checks a file: first that it is the one that was announced, then record by record against the children who are known. What would be
/// applied is laid down beside what speaks now, all of it or nothing, and nobody reads it until it is applied.
/// </summary>
internal sealed class CheckUpload(IDbContextFactory<GatewayContext> contexts, SealUploads seal, ReadParts parts, MatchRecord match, TimeProvider time)
{
    /// <summary>For how long whoever checks is alone with a file without a word of how far it is.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private const int BetweenWords = 1000;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);
    private const int PerPage = 200;

    /// <param name="upload">Claimed by this process.</param>
    public async Task RunAsync(Upload upload, CancellationToken stopping)
    {
        try
        {
            if (await WhatIsWrongAsync(upload, stopping) is { } wrong) await CloseAsync(upload, new Verdict(UploadState.Refused, "CPF01", wrong), null, stopping);
            else if (await BuildAsync(upload, stopping) is { } build) await CloseAsync(upload, Of(build), build, stopping);
            else await CloseAsync(upload, new Verdict(UploadState.Refused, "CPF05", null), null, stopping);
        }
        catch (CryptographicException)
        {
            // What lies in the store is not what came.
            await CloseAsync(upload, new Verdict(UploadState.Refused, "CPF01", "content"), null, stopping);
        }
        catch (OvertakenException)
        {
            // Somebody else checks it, or it was given up.
        }
    }

    private static Verdict Of(FileBuild build) => (build.Accepted, build.Returned.Count) switch
    {
        (0, _) => new Verdict(UploadState.Refused, "CPF04", null),
        (_, 0) => new Verdict(UploadState.Checked, "CPF02", null),
        _ => new Verdict(UploadState.Checked, "CPF03", null),
    };

    private async Task<string?> WhatIsWrongAsync(Upload upload, CancellationToken stopping)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (records, header) = (0, upload.Format != "csv");
        await foreach (var line in FileLines.OfAsync(parts.OfAsync(upload, hash.AppendData, stopping), stopping))
        {
            if (header) records++;
            else if (line.Bytes.Span.SequenceEqual(ReadLine.Header)) header = true;
            else return "header";
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != upload.Sha256) return "content";
        return records == upload.Records ? null : "records";
    }

    /// <returns>Null where nobody could look who the children are.</returns>
    private async Task<FileBuild?> BuildAsync(Upload upload, CancellationToken stopping)
    {
        var (build, today) = (new FileBuild(seal.Tokens(upload.Custodian), match.ByNameToo), Agencies.LondonTime.Day(time.GetUtcNow()));
        var (isHeader, said) = (upload.Format == "csv", time.GetTimestamp());
        await foreach (var line in FileLines.OfAsync(parts.OfAsync(upload, null, stopping), stopping))
        {
            if (isHeader) isHeader = false;
            else if (!await TakeAsync(build, upload, line, today, stopping)) return null;
            else if (build.Records % BetweenWords == 0 || time.GetElapsedTime(said) > LongestSilence)
            {
                await SayAsync(upload, build.Records, stopping);
                said = time.GetTimestamp();
            }
        }

        return build;
    }

    private async ValueTask<bool> TakeAsync(FileBuild build, Upload upload, FileLine line, DateOnly today, CancellationToken stopping)
    {
        if (line.Bytes.Length > UploadDeclared.LongestLine) build.Unreadable(line, "too-long", Around(upload.Format, line.Bytes[..UploadDeclared.LongestLine], today));
        else if (ReadLine.From(upload.Format, line.Bytes) is not { } texts) build.Unreadable(line, "unreadable", Around(upload.Format, line.Bytes, today));
        else
        {
            var record = new ReadRecord(texts, today).Read();
            var found = record.Number.IsEmpty ? null : await match.OfAsync(record, () => SayAsync(upload, build.Records, stopping), stopping);
            if (found is RecordMatch.NotLooked) return false;
            build.Take(line, record, found);
        }

        return true;
    }

    private static RecordRead? Around(string format, ReadOnlyMemory<byte> line, DateOnly today) => ReadLine.AroundDamage(format, line) is { } around ? new ReadRecord(around, today).Read() : null;

    private async Task SayAsync(Upload upload, int records, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var until = time.GetUtcNow() + Claim;
        if (await Mine(db, upload).ExecuteUpdateAsync(set => set.SetProperty(one => one.Checked, records).SetProperty(one => one.ClaimedUntil, until), stopping) != 1) throw new OvertakenException();
    }

    private async Task CloseAsync(Upload upload, Verdict verdict, FileBuild? build, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        var head = build is null ? null : HeadOf(upload, build);
        if (await SaysAsync(db, upload, verdict, build, head is null ? [] : seal.Seal(upload.Custodian, upload.Sequence, head)) != 1) return;
        if (verdict is { State: UploadState.Refused, Code: not "CPF05" }) await db.Set<UploadPart>().Where(part => part.Upload == upload.Id).ExecuteDeleteAsync(stopping);
        if (build is not null) db.AddRange(build.Returned.Chunk(PerPage).Select(page => seal.Seal(upload.Content, page)));
        if (head is not null && verdict.State == UploadState.Checked) db.AddRange(build!.Buckets(head).Select(bucket => seal.Seal(upload.Content, bucket.Number, bucket.Entries)));
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
    }

    private static FileHead HeadOf(Upload upload, FileBuild build)
    {
        var head = new FileHead(upload.Content, upload.AsOf, build.Accepted, build.Unlisted, build.Bits, upload.Sha256);
        var kinds = build.Buckets(head).SelectMany(bucket => bucket.Entries).SelectMany(entry => entry.Facts).CountBy(fact => fact.Kind).ToDictionary();
        return head with { Kinds = [.. Enum.GetValues<FileKind>().Select(kind => kinds.GetValueOrDefault(kind))] };
    }

    private Task<int> SaysAsync(GatewayContext db, Upload upload, Verdict verdict, FileBuild? build, byte[] head)
    {
        var (now, records, accepted, returned) = (time.GetUtcNow(), build?.Records ?? 0, build?.Accepted ?? 0, build?.Returned.Count ?? 0);
        return Mine(db, upload).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, verdict.State).SetProperty(one => one.Code, verdict.Code).SetProperty(one => one.Detail, verdict.Detail)
            .SetProperty(one => one.Checked, records).SetProperty(one => one.Accepted, accepted).SetProperty(one => one.Returned, returned)
            .SetProperty(one => one.Head, head).SetProperty(one => one.At, now));
    }

    // Whoever claimed it gave its content a name of their own.
    private static IQueryable<Upload> Mine(GatewayContext db, Upload upload) =>
        db.Set<Upload>().Where(one => one.Id == upload.Id && one.State == UploadState.Checking && one.Content == upload.Content);

    private sealed record Verdict(UploadState State, string Code, string? Detail);

    private sealed class OvertakenException : Exception;
}
