using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>
/// Adds a file to one's own draft, or to what was sent by the danger path and is not complete. It is sealed part by part as it comes, and is there when all of it is: a
/// file that breaks off, is too large or is not what its name says leaves nothing behind. The same file added twice is one.
/// </summary>
internal sealed class AddAttachment(IDbContextFactory<GatewayContext> contexts, TakeBytes take, TellKind tell, SealReferrals seal, ScanAttachments scan, TimeProvider time)
{
    public const int MostFiles = 10;
    public const int Largest = 10 * 1024 * 1024;

    // As many as may be saved at once: each time one of them is through.
    private const int Tries = 8;

    /// <summary>Whether the referral is there for them, and takes files.</summary>
    /// <returns>None where it does.</returns>
    public async Task<AttachmentAdded?> MayAsync(Practitioner who, Guid referral, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return Not(await OwnAsync(db.Set<Referral>().AsNoTracking(), who, referral, stopping));
    }

    /// <param name="name">As it was given.</param>
    /// <param name="stopping">Also when whoever sends it goes away: a file that did not come whole is none.</param>
    public async Task<AttachmentAdded> RunAsync(Practitioner who, Guid referral, string? name, Stream content, CancellationToken stopping)
    {
        if (await MayAsync(who, referral, stopping) is { } not) return not;
        var called = AttachmentName.Of(name);
        if (AttachmentKinds.OfName(called) is not { } kind) return new AttachmentAdded.Faulty(AttachmentWords.WrongKind);
        var coming = ReferralAttachment.Coming(referral, Now);
        var added = await BeginAsync(coming, stopping);
        try
        {
            added = await ComeAsync(who, coming, called, kind, content, stopping);
        }
        finally
        {
            // Where it broke off the caller has gone, and what came of it goes too.
            if (added is not AttachmentAdded.Added { Attachment: var kept } || kept != coming.Id) await ForgetAsync(coming.Id);
        }

        if (added is AttachmentAdded.Added { Attachment: var there } && there == coming.Id) await scan.SoonAsync(there);
        return added;
    }

    private async Task<AttachmentAdded?> BeginAsync(ReferralAttachment coming, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        db.Add(coming);
        await db.SaveChangesAsync(stopping);
        return null;
    }

    private async Task<AttachmentAdded> ComeAsync(Practitioner who, ReferralAttachment coming, string name, AttachmentKind kind, Stream content, CancellationToken stopping)
    {
        var taken = await take.RunAsync(coming.Id, kind, content, stopping);
        if (taken.Wrong is { } wrong) return new AttachmentAdded.Faulty(wrong);
        if (await tell.WhatIsWrongAsync(coming.Id, kind, taken.Size, stopping) is { } other) return new AttachmentAdded.Faulty(other);
        var about = new AboutAttachment(name, kind, taken.Size, taken.Parts);
        for (var tried = 1; ; tried++)
            if (await TryAsync(who, coming, about, seal.OfSent($"attachment\n{coming.Referral:N}\n{name}", taken.Digest), stopping) is { } added) return added;
            else if (tried == Tries) return new AttachmentAdded.Elsewhere();
    }

    // None where somebody changed the referral at the same moment.
    private async Task<AttachmentAdded?> TryAsync(Practitioner who, ReferralAttachment coming, AboutAttachment about, byte[] same, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var referral = await OwnAsync(db.Set<Referral>(), who, coming.Referral, stopping);
        if (Not(referral) is { } not) return not;
        var there = await db.Set<ReferralAttachment>().AsNoTracking().Where(one => one.Referral == coming.Referral && one.State != AttachmentState.Coming).Select(one => new { one.Id, one.Number, one.Same }).ToListAsync(stopping);
        if (there.Find(one => one.Same.AsSpan().SequenceEqual(same)) is { } before) return new AttachmentAdded.Added(referral!, before.Id) { Before = true };
        if (there.Count >= MostFiles) return new AttachmentAdded.Faulty(AttachmentWords.TooMany);
        if (await db.Set<ReferralAttachment>().SingleOrDefaultAsync(one => one.Id == coming.Id, stopping) is not { } row) return new AttachmentAdded.Faulty(AttachmentWords.NotWhole);
        row.Came(there.Select(one => one.Number).DefaultIfEmpty().Max() + 1, same, seal.AboutAttachment(row.Id, about), Now);
        return await SaveDraft.IsKeptAsync(db, referral!, stopping) ? new AttachmentAdded.Added(referral!, row.Id) : null;
    }

    private static Task<Referral?> OwnAsync(IQueryable<Referral> referrals, Practitioner who, Guid id, CancellationToken stopping) =>
        referrals.SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == "", stopping);

    private static AttachmentAdded? Not(Referral? referral) => referral switch
    {
        null => new AttachmentAdded.NotFound(),
        { TakesTasks: false } => new AttachmentAdded.SentBefore(),
        _ => null,
    };

    private async Task ForgetAsync(Guid attachment)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        // Whoever was told that it failed may still have kept it: what is there stays.
        if (await db.Set<ReferralAttachment>().AnyAsync(one => one.Id == attachment && one.State != AttachmentState.Coming)) return;
        await AttachmentParts.DeleteAsync(db, attachment);
        await db.Set<ReferralAttachment>().Where(one => one.Id == attachment && one.State == AttachmentState.Coming).ExecuteDeleteAsync();
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>What can come of adding a file.</summary>
internal abstract record AttachmentAdded
{
    private AttachmentAdded() { }

    public sealed record Added(Referral Referral, Guid Attachment) : AttachmentAdded
    {
        /// <summary>It was there already.</summary>
        public bool Before { get; init; }
    }

    /// <param name="Words">What is wrong with it, in our words alone.</param>
    public sealed record Faulty(string Words) : AttachmentAdded;

    public sealed record NotFound : AttachmentAdded;

    public sealed record SentBefore : AttachmentAdded;

    public sealed record Elsewhere : AttachmentAdded;
}
