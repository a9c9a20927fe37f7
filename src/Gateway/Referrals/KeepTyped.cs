using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// Keeps what somebody typed on a page of their own draft and has not saved, so that a lock, a lost signal or a fault takes nothing from them. It is held to nothing,
/// it is no part of what is sent, and it goes when the page is saved, sent or deleted.
/// </summary>
internal sealed class KeepTyped(IDbContextFactory<GatewayContext> contexts, SealReferrals seal, TimeProvider time)
{
    /// <param name="page">A word of at most 15 letters.</param>
    /// <param name="boxes">What stands in each; none takes away what was kept.</param>
    public Task RunAsync(Practitioner who, Guid referral, string page, IReadOnlyDictionary<string, string[]>? boxes, CancellationToken stopping) => RunAsync(who, referral, page, boxes, mayBegin: true, stopping);

    /// <param name="who">Whose draft it is.</param>
    /// <param name="referral">The draft.</param>
    /// <param name="page">A word of at most 15 letters.</param>
    /// <param name="boxes">What stands in each; none takes away what was kept.</param>
    /// <param name="mayBegin">Whether it is kept where nothing is kept of the page.</param>
    /// <param name="stopping">When the service stops.</param>
    public async Task RunAsync(Practitioner who, Guid referral, string page, IReadOnlyDictionary<string, string[]>? boxes, bool mayBegin, CancellationToken stopping)
    {
        var task = ReferralTask.Unread + page;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == referral && one.Agency == who.Agency.Id && one.Person == who.Subject, stopping) is not { TakesTasks: true }) return;
        var before = await db.Set<ReferralTask>().SingleOrDefaultAsync(saved => saved.Referral == referral && saved.Task == task, stopping);
        if (before is null && (boxes is null || !mayBegin)) return;
        if (boxes is null) db.Remove(before!);
        else if (before is null) db.Add(ReferralTask.Of(referral, task, Sealed(referral, task, boxes), time.GetUtcNow()));
        else (before.Content, before.SavedAt) = (Sealed(referral, task, boxes), time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            // Two windows of one person kept the same page at once: either may stand.
        }
    }

    /// <summary>What is kept of a page; none where nothing is.</summary>
    public async Task<Dictionary<string, string[]>?> ReadAsync(Guid referral, string page, CancellationToken stopping)
    {
        var name = ReferralTask.Unread + page;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<ReferralTask>().AsNoTracking().SingleOrDefaultAsync(task => task.Referral == referral && task.Task == name, stopping) is { } kept
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(seal.Open(kept))
            : null;
    }

    /// <summary>Which pages there is something kept of.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(Guid referral, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var names = await db.Set<ReferralTask>().AsNoTracking().Where(task => task.Referral == referral && task.Task.StartsWith(ReferralTask.Unread)).Select(task => task.Task).ToListAsync(stopping);
        return [.. names.Select(name => name[ReferralTask.Unread.Length..])];
    }

    /// <summary>What is sent leaves nothing of this behind.</summary>
    public static async Task ForgetAsync(GatewayContext db, Guid referral, CancellationToken stopping) =>
        db.RemoveRange(await db.Set<ReferralTask>().Where(task => task.Referral == referral && task.Task.StartsWith(ReferralTask.Unread)).ToListAsync(stopping));

    private byte[] Sealed(Guid referral, string task, IReadOnlyDictionary<string, string[]> boxes) => seal.Task(referral, task, JsonSerializer.SerializeToUtf8Bytes(boxes));
}
