using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>Takes a file out of one's own draft. Nobody had received it; what was sent stays.</summary>
internal sealed class RemoveAttachment(IDbContextFactory<GatewayContext> contexts)
{
    // As many as may change the draft at once.
    private const int Tries = 8;

    public async Task<AttachmentRemoved> RunAsync(Practitioner who, Guid referral, Guid attachment, CancellationToken stopping)
    {
        for (var tried = 1; ; tried++)
            if (await TryAsync(who, referral, attachment, stopping) is { } removed) return removed;
            else if (tried == Tries) return new AttachmentRemoved.Elsewhere();
    }

    // None where somebody changed the referral at the same moment.
    private async Task<AttachmentRemoved?> TryAsync(Practitioner who, Guid id, Guid attachment, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == "", stopping) is not { } referral) return new AttachmentRemoved.NotFound();
        if (await db.Set<ReferralAttachment>().SingleOrDefaultAsync(one => one.Id == attachment && one.Referral == id && one.State != AttachmentState.Coming, stopping) is not { } row) return new AttachmentRemoved.NotFound();
        if (referral.SentAt is not null) return new AttachmentRemoved.SentBefore();
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await AttachmentParts.DeleteAsync(db, attachment);
        db.Remove(row);
        if (!await SaveDraft.IsKeptAsync(db, referral, stopping)) return null;
        await transaction.CommitAsync(stopping);
        return new AttachmentRemoved.Gone();
    }
}

internal abstract record AttachmentRemoved
{
    private AttachmentRemoved() { }

    public sealed record Gone : AttachmentRemoved;

    public sealed record NotFound : AttachmentRemoved;

    public sealed record SentBefore : AttachmentRemoved;

    public sealed record Elsewhere : AttachmentRemoved;
}
