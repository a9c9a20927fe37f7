using System.Data.Common;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>For a split: everybody who was answered while the two were one gets a correction, once.</summary>
internal sealed class QueueCorrections(IDbContextFactory<GatewayContext> contexts, WhoSaw whoSaw, TimeProvider time, ILogger<QueueCorrections> log)
{
    // A council that is down gets its notice when it is back.
    private static readonly TimeSpan NoticesMayFollow = TimeSpan.FromDays(30);

    /// <summary>Of every split that has not been listed yet, and again of each of the last 30 days: notices may have followed.</summary>
    public async Task CatchUpAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var since = time.GetUtcNow() - NoticesMayFollow;
        var left = await db.Set<LinkEvent>().Where(one => one.Kind == LinkEventKind.Split && one.State == LinkEventState.Agreed && (one.SeenListedAt == null || one.AnsweredAt >= since)).Select(one => one.Id).ToListAsync(stopping);
        foreach (var id in left) await TryAsync(id, stopping);
    }

    public async Task TryAsync(Guid id, CancellationToken stopping)
    {
        try
        {
            await RunAsync(id, stopping);
        }
        catch (Exception fault) when (fault is LedgerUnreadableException or DbException or DbUpdateException)
        {
            log.LogError("Who saw a joined record could not be listed and is tried again: {Fault}", fault.GetType().Name);
        }
    }

    private async Task RunAsync(Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var split = await db.Set<LinkEvent>().SingleAsync(one => one.Id == id, stopping);
        var since = split.Undoes is { } merge ? (await db.Set<ChildRedirect>().SingleAsync(one => one.Id == merge, stopping)).At : split.Since ?? split.At;
        var seen = await whoSaw.BetweenAsync(new[] { split.KeptNumber, split.JoinedNumber }, since, split.AnsweredAt ?? time.GetUtcNow(), stopping);
        var told = await db.Set<LinkCorrection>().Where(one => one.Event == id).Select(one => one.Entry).ToHashSetAsync(stopping);
        await contexts.AddNewAsync([.. seen.All.Where(one => !told.Contains(one.Entry)).Select(one => LinkCorrection.Of(split.Id, one, time.GetUtcNow()))], stopping);
        split.Listed(seen.HasGaps, time.GetUtcNow());
        await db.SaveChangesAsync(stopping);
    }
}
