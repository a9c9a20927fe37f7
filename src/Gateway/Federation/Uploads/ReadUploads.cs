using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>An agency's own files, and nobody else's.</summary>
internal sealed class ReadUploads(IDbContextFactory<GatewayContext> contexts, Register register, SealUploads seal)
{
    private const int Most = 20;

    /// <summary>Null where there is none of this agency's, of a custodian that is still its own and still uploads: whether it is another's is told to nobody.</summary>
    public async Task<Upload?> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var agency = who.Agency.Id;
        string[] uploading = [.. register.CustodiansOf(who.Agency).Where(custodian => custodian.Uploads).Select(custodian => custodian.Id)];
        return await db.Set<Upload>().AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id && upload.Agency == agency && uploading.Contains(upload.Custodian), stopping);
    }

    /// <summary>The files of one custodian, the newest first, and which number speaks.</summary>
    public async Task<(IReadOnlyList<Upload> Uploads, long Speaks, FileHead? Head)> OfAsync(Custodian custodian, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var speaks = await db.Set<AppliedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Custodian == custodian.Id, stopping);
        var uploads = await db.Set<Upload>().AsNoTracking().Where(upload => upload.Custodian == custodian.Id).OrderByDescending(upload => upload.At).Take(Most).ToListAsync(stopping);
        return (uploads, speaks?.Sequence ?? 0, speaks is null ? null : seal.HeadOrNone(speaks));
    }

    /// <summary>How many records of each kind of a checked file are used, beside those of the file that speaks. Nothing where there are none.</summary>
    public async Task<ImmutableArray<KindCount>> KindsAsync(Upload upload, CancellationToken stopping)
    {
        if (upload.State is not (UploadState.Checked or UploadState.Applied) || seal.HeadOrNone(upload) is not { } head) return [];
        if (upload.State == UploadState.Applied) return head.Beside(null);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var speaks = await db.Set<AppliedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Custodian == upload.Custodian, stopping);
        return head.Beside(speaks is null ? null : seal.HeadOrNone(speaks));
    }

    /// <summary>The number after that of the file that speaks.</summary>
    public async Task<long> NextAsync(Custodian custodian, CancellationToken stopping) => (await OfAsync(custodian, stopping)).Speaks + 1;

    /// <summary>The next records that have something wrong with them, and from which record it goes on.</summary>
    public async Task<(IReadOnlyList<ReturnedRecord> Records, int? Next)> ReturnedAsync(Upload upload, int from, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var pages = await db.Set<ReturnedRecords>().AsNoTracking().Where(page => page.Content == upload.Content && page.Last >= from).OrderBy(page => page.First).Take(2).ToListAsync(stopping);
        if (pages.Count == 0) return ([], null);
        return ([.. seal.Open(pages[0]).Where(record => record.Record >= from)], pages.Count > 1 ? pages[1].First : null);
    }
}
