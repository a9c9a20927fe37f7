using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Gateway.Retention;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>
/// Shuts a file in which a virus was found, on the record, whatever another scanner said of it. Its bytes go at once where no hold covers the referral; else they stay sealed, open for nobody, and go
/// with it.
/// </summary>
internal sealed class MarkVirus(IDbContextFactory<GatewayContext> contexts, RecordOnce record, ReadHolds readHolds, IEnumerable<KeptRecords> kinds, TimeProvider time, ILogger<MarkVirus> log)
{
    private readonly KeptRecords _referrals = kinds.Single(kind => kind.Kind == RecordKind.Referral);

    /// <param name="name">What the scanner calls it.</param>
    /// <returns>False where the ledger cannot record: the file is looked through again, and opens for nobody meanwhile.</returns>
    public async Task<bool> RunAsync(ReferralAttachment attachment, string name, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == attachment.Referral, stopping) is not { } referral) return true;
        switch (await record.RunAsync(store => ShutAsync(store, attachment.Id, referral, stopping), ReferralEntries.VirusFound(referral, attachment, name), stopping))
        {
            case RecordedOnce.Done:
                log.LogWarning(SecurityEvents.VirusFound, "A virus was found in a file of a referral from agency {Agency}: {Attachment}", referral.Agency, attachment.Id);
                return true;
            case RecordedOnce.LedgerClosed:
                // Where another scanner saw none meanwhile, it does not open on that.
                await db.Set<ReferralAttachment>().Where(one => one.Id == attachment.Id && one.State == AttachmentState.Checked)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, AttachmentState.NotChecked).SetProperty(one => one.CheckedAt, (DateTimeOffset?)null), stopping);
                return false;
            default:
                return true;
        }
    }

    // The gate first: nobody puts a hold on between the look and the deletion.
    private async Task<int> ShutAsync(GatewayContext db, Guid attachment, Referral referral, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        await TakeGate.RunAsync(db, stopping);
        var changed = await db.Set<ReferralAttachment>().Where(one => one.Id == attachment && (one.State == AttachmentState.NotChecked || one.State == AttachmentState.Checked))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, AttachmentState.VirusFound).SetProperty(one => one.CheckedAt, now), stopping);
        if (changed == 1 && !await IsHeldAsync(db, referral, stopping)) await AttachmentParts.DeleteAsync(db, attachment);
        return changed;
    }

    // A draft is about nobody yet whom the store could name: a hold of any child's keeps its agency's.
    private async Task<bool> IsHeldAsync(GatewayContext db, Referral referral, CancellationToken stopping)
    {
        var holds = await readHolds.RunAsync(db, stopping);
        return await _referrals.FindAsync(db, referral.Id, stopping) is { } unit ? holds.Cover(unit) : holds.AgenciesOf(RecordKind.Referral).Contains(referral.Agency, StringComparer.Ordinal);
    }
}
