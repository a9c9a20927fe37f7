using Gateway.Data;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>Every night: what does not fit together becomes somebody's task, and corrections that could not be listed are. It changes no link.</summary>
internal sealed class TendLinks(IDbContextFactory<GatewayContext> contexts, QueueCorrections corrections, LinkKeys keys, TimeProvider time, ILogger<TendLinks> log)
    : Sweep(TimeSpan.FromDays(1), time, log)
{
    protected override string Of => "Links";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await corrections.CatchUpAsync(stopping);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        var links = await db.Set<ChildLink>().AsNoTracking().Where(link => link.Slot == Guid.Empty).ToDictionaryAsync(link => link.Id, stopping);
        // The number of a child who was merged into another is a former one, not a second one.
        var records = links.Values.Where(link => link.Authority != Consistency.Nhs || redirects.Follow(link.Key) == link.Key).Select(link => link.Record(redirects.Follow(link.Key)));
        var tasks = Consistency.Of(records).SelectMany(found => found.Links.Select(id => links[id]).Where(link => link.Authority != Consistency.Nhs).Select(link => Task(found.Kind, link)));
        await contexts.AddNewAsync([.. tasks], stopping);
    }

    private LinkTask Task(InconsistencyKind kind, ChildLink link) => LinkTask.Of(
        kind == InconsistencyKind.TwoNhsNumbers ? LinkTaskKind.SuspectedDuplicate : LinkTaskKind.DisputedLink,
        link.Authority, keys.OfTask(kind.Word(), link.Id.ToString("N")), kind.Word(), link.Reference, link.Id, Time.GetUtcNow());
}
