using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>
/// Takes one part after the other, each durable before it is answered; the same part again is no fault. With the last one the file is
/// whole: that it came is in the ledger before anything of it is looked up.
/// </summary>
internal sealed class TakePart(IDbContextFactory<GatewayContext> contexts, RecordOnce record, SealUploads seal, CheckUploads check, TimeProvider time)
{
    public async Task<PartTaken> RunAsync(Practitioner who, Upload upload, long at, ReadOnlyMemory<byte> part, CancellationToken stopping)
    {
        var end = at + part.Length;
        if (end > upload.Size) return PartTaken.TooMuch;
        if (at == upload.Received && upload.State == UploadState.Receiving) return end < upload.Size ? await KeepAsync(upload, at, part, stopping) : await LastAsync(who, upload, at, part, stopping);
        return end <= upload.Received && await IsSameAsync(upload, at, part, stopping) ? PartTaken.Taken : PartTaken.NotWanted;
    }

    private async Task<PartTaken> KeepAsync(Upload upload, long at, ReadOnlyMemory<byte> part, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await WriteAsync(db, upload, at, part, UploadState.Receiving) != 1) return PartTaken.NotWanted;
        await transaction.CommitAsync(stopping);
        return PartTaken.Taken;
    }

    private async Task<PartTaken> LastAsync(Practitioner who, Upload upload, long at, ReadOnlyMemory<byte> part, CancellationToken stopping)
    {
        var outcome = await record.RunAsync(db => WriteAsync(db, upload, at, part, UploadState.Checking), UploadEntries.Of(who, upload, "received"), stopping);
        if (outcome is RecordedOnce.Done) check.Wake();
        return outcome switch
        {
            RecordedOnce.Done => PartTaken.Taken,
            RecordedOnce.TooLate => PartTaken.NotWanted,
            _ => PartTaken.LedgerClosed,
        };
    }

    // Of two who send the same part at once one writes it.
    private async Task<int> WriteAsync(GatewayContext db, Upload upload, long at, ReadOnlyMemory<byte> part, UploadState next)
    {
        var (now, received) = (time.GetUtcNow(), at + part.Length);
        if (await db.Set<Upload>().Where(one => one.Id == upload.Id && one.State == UploadState.Receiving && one.Received == at).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Received, received).SetProperty(one => one.State, next).SetProperty(one => one.At, now)) != 1) return 0;
        db.Add(seal.Seal(upload.Id, at, part.Span));
        await db.SaveChangesAsync();
        return 1;
    }

    private async Task<bool> IsSameAsync(Upload upload, long at, ReadOnlyMemory<byte> part, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<UploadPart>().AsNoTracking().SingleOrDefaultAsync(one => one.Upload == upload.Id && one.At == at, stopping) is { } kept && seal.Open(kept).AsSpan().SequenceEqual(part.Span);
    }
}

internal enum PartTaken
{
    Taken,

    /// <summary>Another part is wanted next.</summary>
    NotWanted,

    /// <summary>It goes beyond the size that was declared.</summary>
    TooMuch,

    LedgerClosed,
}
