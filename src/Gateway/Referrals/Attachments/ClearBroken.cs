using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>Clears away what nobody will ever have: files that were coming when their process died, and parts that are no file's.</summary>
internal sealed class ClearBroken(IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan LongestComing = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooksForParts = TimeSpan.FromDays(1);

    private DateTimeOffset _partsAt = DateTimeOffset.MinValue;

    public async Task RunAsync(CancellationToken stopping)
    {
        await ComingAsync(stopping);
        await PartsAsync(stopping);
    }

    private async Task ComingAsync(CancellationToken stopping)
    {
        var before = time.GetUtcNow() - LongestComing;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var broken = await db.Set<ReferralAttachment>().Where(one => one.State == AttachmentState.Coming && one.TryAt < before).Select(one => one.Id).ToListAsync(stopping);
        foreach (var attachment in broken) await OneAsync(db, attachment, stopping);
    }

    // Both or neither: parts without their row would be found by nobody until the next day.
    private static async Task OneAsync(GatewayContext db, Guid attachment, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await db.Set<ReferralAttachment>().Where(one => one.Id == attachment && one.State == AttachmentState.Coming).ExecuteDeleteAsync(stopping) == 1) await AttachmentParts.DeleteAsync(db, attachment);
        await transaction.CommitAsync(stopping);
    }

    // At the start of a process and then once a day: a row is there before its first part is, so what has none belongs to nothing.
    private async Task PartsAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now < _partsAt) return;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<ReferralAttachmentPart>().Where(part => !db.Set<ReferralAttachment>().Any(one => one.Id == part.Attachment)).ExecuteDeleteAsync(stopping);
        _partsAt = now + BetweenLooksForParts;
    }
}
