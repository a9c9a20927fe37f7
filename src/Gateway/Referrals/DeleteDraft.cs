using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>A draft goes because its author says so. Nobody had received anything of it; that it was there, and went, is recorded.</summary>
internal sealed class DeleteDraft(IDbContextFactory<GatewayContext> contexts, RecordOnce record)
{
    public async Task<DraftDeleted> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject, stopping) is not { } draft) return new DraftDeleted.NotFound();
        if (draft.SentAt is not null) return new DraftDeleted.SentBefore();
        return await record.RunAsync(store => RowsAsync(store, draft), ReferralEntries.DraftDeleted(who, draft), stopping) switch
        {
            RecordedOnce.Done => new DraftDeleted.Gone(),
            RecordedOnce.TooLate => new DraftDeleted.Elsewhere(),
            _ => new DraftDeleted.LedgerClosed(),
        };
    }

    /// <summary>Sent or saved at the last moment it stays: the row says so.</summary>
    public static async Task<int> RowsAsync(GatewayContext db, Referral draft)
    {
        var gone = await db.Set<Referral>().Where(referral => referral.Id == draft.Id && referral.SentAt == null && referral.Version == draft.Version).ExecuteDeleteAsync();
        if (gone == 1)
        {
            await AttachmentParts.DeleteOfAsync(db, [draft.Id]);
            await db.Set<ReferralTask>().Where(task => task.Referral == draft.Id).ExecuteDeleteAsync();
        }

        return gone;
    }
}

internal abstract record DraftDeleted
{
    private DraftDeleted() { }

    public sealed record Gone : DraftDeleted;

    public sealed record NotFound : DraftDeleted;

    /// <summary>What was sent is withdrawn, and never deleted.</summary>
    public sealed record SentBefore : DraftDeleted;

    /// <summary>It was saved or sent at the same moment: look again.</summary>
    public sealed record Elsewhere : DraftDeleted;

    public sealed record LedgerClosed : DraftDeleted;
}
