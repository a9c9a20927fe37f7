using System.Data.Common;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>Every night: what does not fit together becomes somebody's task, and corrections that could not be listed are. It changes no link.</summary>
internal sealed class TendLinks(IDbContextFactory<GatewayContext> contexts, QueueCorrections corrections, LinkKeys keys, TimeProvider time, ILogger<TendLinks> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var nightly = new PeriodicTimer(Between, time);
        try
        {
            while (await nightly.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

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
        link.Authority, keys.OfTask(kind.Word(), link.Id.ToString("N")), kind.Word(), link.Reference, link.Id, time.GetUtcNow());

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await TendAsync(stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            log.LogError("The links could not be looked through: {Fault}", fault.GetType().Name);
        }
    }
}
