using Gateway.Agencies;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>Deletes what is not needed any more: a file that nobody went on with for a day, what came of one after a week, the content that another took the place of, and all of a custodian that uploads no more.</summary>
internal sealed class ForgetUploads(IDbContextFactory<GatewayContext> contexts, Register register, TimeProvider time)
{
    /// <summary>For how long a file waits for whoever sends it.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(24);

    private static readonly TimeSpan KeepResults = TimeSpan.FromDays(7);

    public async Task OldAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var (now, open, done) = (time.GetUtcNow(), time.GetUtcNow() - Abandoned, time.GetUtcNow() - KeepResults);
        foreach (var upload in await db.Set<Upload>().AsNoTracking().Where(one => !(one.State == UploadState.Checking && one.ClaimedUntil > now)
            && (one.At < done || (one.At < open && one.State != UploadState.Applied && one.State != UploadState.Refused))).Select(one => new { one.Id, one.Content }).ToListAsync(stopping))
            await OneAsync(db, upload.Id, upload.Content, stopping);
        await db.Set<UploadPart>().Where(part => !db.Set<Upload>().Any(upload => upload.Id == part.Upload && upload.State != UploadState.Applied
            && (upload.At >= open || (upload.State == UploadState.Checking && upload.ClaimedUntil > now)))).ExecuteDeleteAsync(stopping);
        // A custodian that uploads no more speaks by no file.
        string[] uploading = [.. register.Custodians.Where(custodian => custodian.Uploads).Select(custodian => custodian.Id)];
        await db.Set<AppliedFile>().Where(file => !uploading.Contains(file.Custodian)).ExecuteDeleteAsync(stopping);
        foreach (var upload in await db.Set<Upload>().AsNoTracking().Where(one => !uploading.Contains(one.Custodian)).Select(one => new { one.Id, one.Content }).ToListAsync(stopping))
            await OneAsync(db, upload.Id, upload.Content, stopping);
        await ReplacedAsync(db, stopping);
    }

    /// <summary>Content that neither speaks nor waits to. A process that reads it meanwhile finds it gone, and reads what took its place.</summary>
    public static async Task ReplacedAsync(GatewayContext db, CancellationToken stopping)
    {
        await db.Set<FileBucket>().Where(bucket => !db.Set<AppliedFile>().Any(file => file.Content == bucket.Content)
            && !db.Set<Upload>().Any(upload => upload.Content == bucket.Content && upload.State == UploadState.Checked)).ExecuteDeleteAsync(stopping);
        await db.Set<ReturnedRecords>().Where(returned => !db.Set<Upload>().Any(upload => upload.Content == returned.Content)).ExecuteDeleteAsync(stopping);
    }

    /// <summary>An upload that is not applied, with all that lies under it.</summary>
    public static async Task OneAsync(GatewayContext db, Guid upload, Guid content, CancellationToken stopping)
    {
        await db.Set<Upload>().Where(one => one.Id == upload).ExecuteDeleteAsync(stopping);
        await db.Set<UploadPart>().Where(part => part.Upload == upload).ExecuteDeleteAsync(stopping);
        await db.Set<ReturnedRecords>().Where(returned => returned.Content == content).ExecuteDeleteAsync(stopping);
        await db.Set<FileBucket>().Where(bucket => bucket.Content == content && !db.Set<AppliedFile>().Any(file => file.Content == content)).ExecuteDeleteAsync(stopping);
    }
}
