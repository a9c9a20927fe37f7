using Gateway.Agencies;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Gateway.Rules.Federation;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>Begins a file, or goes on with the same one. A custodian has one on its way: another takes its place.</summary>
internal sealed class BeginUpload(IDbContextFactory<GatewayContext> contexts, SealUploads seal, TimeProvider time)
{
    public async Task<UploadBegun> RunAsync(Custodian custodian, UploadDeclared declared, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var speaks = await db.Set<AppliedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Custodian == custodian.Id, stopping);
        if (declared.Sequence <= (speaks?.Sequence ?? 0)) return new UploadBegun.Refused(UploadFault.Sequence, speaks!.Sequence);
        var now = time.GetUtcNow();
        if (declared.AsOf > now + Freshness.ClockAhead) return new UploadBegun.Refused(UploadFault.Ahead, speaks?.Sequence ?? 0);
        // An extract that is older than what speaks would take back what was said since.
        if (speaks is not null && seal.AsOf(speaks) > declared.AsOf) return new UploadBegun.Refused(UploadFault.Behind, speaks.Sequence);
        return new UploadBegun.Begun(await OnTheWayAsync(db, custodian, declared, now, stopping));
    }

    private static async Task<Upload> OnTheWayAsync(GatewayContext db, Custodian custodian, UploadDeclared declared, DateTimeOffset now, CancellationToken stopping)
    {
        var open = await db.Set<Upload>().AsNoTracking().Where(upload => upload.Custodian == custodian.Id && upload.State != UploadState.Applied && upload.State != UploadState.Refused).ToListAsync(stopping);
        if (open.Find(upload => Same(upload, declared)) is { } same) return same;
        foreach (var other in open) await ForgetUploads.OneAsync(db, other.Id, other.Content, stopping);
        var begun = Upload.Of(custodian.Agency.Id, declared, now);
        db.Add(begun);
        await db.SaveChangesAsync(stopping);
        return begun;
    }

    // The same bytes as of another time say something else.
    private static bool Same(Upload upload, UploadDeclared declared) =>
        upload.Sequence == declared.Sequence && upload.IsAsOf(declared.AsOf) && upload.Sha256 == declared.Sha256 && upload.Size == declared.Size && upload.Records == declared.Records && upload.Format == declared.Format;
}

internal abstract record UploadBegun
{
    private UploadBegun() { }

    public sealed record Begun(Upload Upload) : UploadBegun;

    /// <param name="Sequence">The number of the file that speaks, or 0.</param>
    public sealed record Refused(UploadFault Fault, long Sequence) : UploadBegun;
}

internal enum UploadFault
{
    /// <summary>Its number is not higher than that of the file that speaks.</summary>
    Sequence,

    /// <summary>The extract was made ahead of our clock.</summary>
    Ahead,

    /// <summary>The extract is older than the one that speaks.</summary>
    Behind,
}
