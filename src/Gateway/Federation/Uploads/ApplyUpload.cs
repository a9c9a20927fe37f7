using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>
/// Lets a checked file speak, whole or not at all: all of it lies there already, and one row says which file speaks. That row and the
/// ledger's entry become durable together.
/// </summary>
internal sealed class ApplyUpload(IDbContextFactory<GatewayContext> contexts, RecordOnce record, SealUploads seal, CheckUploads check, TimeProvider time)
{
    public async Task<UploadApplied> RunAsync(Practitioner who, Upload upload, bool confirmFewer, CancellationToken stopping)
    {
        if (upload.State == UploadState.Applied) return new UploadApplied.Before();
        if (upload.State != UploadState.Checked) return new UploadApplied.NotChecked();
        var (speaks, before) = await SpeaksAsync(upload.Custodian, stopping);
        if (upload.Sequence <= (speaks?.Sequence ?? 0)) return new UploadApplied.Overtaken(speaks!.Sequence);
        if (before?.AsOf > upload.AsOf) return new UploadApplied.Behind();
        if (seal.HeadOrNone(upload)?.Beside(before) is not { } kinds) return new UploadApplied.NotChecked();
        if (!confirmFewer && kinds.Any(kind => kind.HasLostMost)) return new UploadApplied.FewerThanBefore(upload.Accepted, before!.Accepted, kinds);
        try
        {
            var outcome = await record.RunAsync(db => WriteAsync(db, upload, speaks), UploadEntries.Of(who, upload, "applied"), stopping);
            if (outcome is RecordedOnce.Done) await TidyAsync();
            return outcome switch
            {
                RecordedOnce.Done(var receipt) => new UploadApplied.Whole(receipt),
                RecordedOnce.TooLate => new UploadApplied.NotChecked(),
                _ => new UploadApplied.LedgerClosed(),
            };
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return new UploadApplied.Overtaken(upload.Sequence);
        }
    }

    /// <summary>Checks it again, against the children who are known by now. Nothing is applied.</summary>
    public async Task<RecordedOnce> PreviewAsync(Practitioner who, Upload upload, CancellationToken stopping)
    {
        var (now, never) = (time.GetUtcNow(), DateTimeOffset.UnixEpoch);
        var outcome = await record.RunAsync(db => db.Set<Upload>()
            .Where(one => one.Id == upload.Id && one.Content == upload.Content && (one.State == UploadState.Checked || (one.State == UploadState.Refused && one.Code == "CPF05")))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, UploadState.Checking).SetProperty(one => one.ClaimedUntil, never)
                .SetProperty(one => one.Code, (string?)null).SetProperty(one => one.Checked, 0).SetProperty(one => one.At, now)), UploadEntries.Of(who, upload, "previewed"), stopping);
        if (outcome is RecordedOnce.Done) check.Wake();
        return outcome;
    }

    private async Task<(AppliedFile? Row, FileHead? Head)> SpeaksAsync(string custodian, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var row = await db.Set<AppliedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Custodian == custodian, stopping);
        return (row, row is null ? null : seal.HeadOrNone(row));
    }

    private async Task<int> WriteAsync(GatewayContext db, Upload upload, AppliedFile? speaks)
    {
        var (now, custodian, sequence, content, head) = (time.GetUtcNow(), upload.Custodian, upload.Sequence, upload.Content, upload.Head);
        if (await db.Set<Upload>().Where(one => one.Id == upload.Id && one.State == UploadState.Checked && one.Content == content)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, UploadState.Applied).SetProperty(one => one.At, now)) != 1) return 0;
        if (speaks is null) db.Add(AppliedFile.Of(custodian, sequence, content, head));
        else if (await db.Set<AppliedFile>().Where(file => file.Custodian == custodian && file.Sequence == speaks.Sequence).ExecuteUpdateAsync(set => set
            .SetProperty(file => file.Sequence, sequence).SetProperty(file => file.Content, content).SetProperty(file => file.Sealed, head)) != 1) return 0;
        await db.Set<UploadPart>().Where(part => part.Upload == upload.Id).ExecuteDeleteAsync();
        await db.SaveChangesAsync();
        return 1;
    }

    // What is not done here is done by the next round.
    private async Task TidyAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        await ForgetUploads.ReplacedAsync(db, CancellationToken.None);
    }
}

internal abstract record UploadApplied
{
    private UploadApplied() { }

    public sealed record Whole(LedgerReceipt Receipt) : UploadApplied;

    /// <summary>It was applied before.</summary>
    public sealed record Before : UploadApplied;

    /// <summary>It has not come whole, is being checked, or was refused.</summary>
    public sealed record NotChecked : UploadApplied;

    /// <summary>Another file speaks by now, whose number is as high.</summary>
    public sealed record Overtaken(long Sequence) : UploadApplied;

    /// <summary>Another file speaks by now, of a later extract.</summary>
    public sealed record Behind : UploadApplied;

    public sealed record FewerThanBefore(int Now, int Last, ImmutableArray<KindCount> Kinds) : UploadApplied;

    public sealed record LedgerClosed : UploadApplied;
}
