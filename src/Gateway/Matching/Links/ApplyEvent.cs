using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>What an agreed merge or split does to the store, in the transaction that is given.</summary>
internal static class ApplyEvent
{
    /// <returns>1, or 0 where somebody answered first or what it spoke of has changed.</returns>
    public static async Task<int> ToAsync(GatewayContext db, Guid id, LinkEventState state, LinkActor by, string reason, DateTimeOffset now, CancellationToken stopping)
    {
        var one = await db.Set<LinkEvent>().SingleAsync(found => found.Id == id, stopping);
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        if (one.State != LinkEventState.Proposed) return 0;
        if (state == LinkEventState.Agreed)
        {
            if (!await EventChecks.StandsAsync(db, redirects, one, stopping)) return 0;
            await ChangeAsync(db, redirects, one, by, now, stopping);
        }

        one.Answer(state, by, reason, now);
        return await SaveAsync(db, stopping);
    }

    private static Task ChangeAsync(GatewayContext db, Redirects redirects, LinkEvent one, LinkActor by, DateTimeOffset now, CancellationToken stopping)
    {
        if (one.Kind == LinkEventKind.Split) return SplitAsync(db, redirects, one, by, now, stopping);
        db.Add(ChildRedirect.Of(one, now));
        return Task.CompletedTask;
    }

    private static async Task SplitAsync(GatewayContext db, Redirects redirects, LinkEvent split, LinkActor by, DateTimeOffset now, CancellationToken stopping)
    {
        var since = split.Since;
        if (split.Undoes is { } merge)
        {
            var redirect = await db.Set<ChildRedirect>().SingleAsync(found => found.Id == merge, stopping);
            redirect.End(split.Id);
            since = redirect.At;
        }

        await PointAnewAsync(db, redirects, split, since ?? now, by, now, stopping);
    }

    // What was linked while the two were one is withdrawn, and said again of the child whom the two people name. What was named is moved whenever it was linked.
    private static async Task PointAnewAsync(GatewayContext db, Redirects redirects, LinkEvent split, DateTimeOffset since, LinkActor by, DateTimeOffset now, CancellationToken stopping)
    {
        var (kept, joined, moved) = (new ChildKey(split.Kept), new ChildKey(split.Joined), split.MovedLinks.ToHashSet());
        var candidates = await db.Set<ChildLink>().Where(link => link.Slot == Guid.Empty && link.Authority != Consistency.Nhs && (link.MadeAt >= since || moved.Contains(link.Id))).ToListAsync(stopping);
        foreach (var link in candidates.Where(link => redirects.AreOne(link.Key, kept)))
        {
            var to = moved.Contains(link.Id) ? joined : link.Key;
            if (link.TryTake(LinkStep.Withdraw, by, split.Reason, now)) db.Add(link.PointedAt(to, by, split.Reason, now));
        }
    }

    private static async Task<int> SaveAsync(GatewayContext db, CancellationToken stopping)
    {
        try
        {
            await db.SaveChangesAsync(stopping);
            return 1;
        }
        catch (DbUpdateConcurrencyException)
        {
            return 0;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return 0;
        }
    }
}
