using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>Gives notices to whoever has them first, and what nobody took in time to the next; in any process on the store, each step once.</summary>
internal sealed class TendInbox(
    IDbContextFactory<GatewayContext> contexts, OpenTurn open, [FromKeyedServices(TendInbox.Name)] OutboxSignal signal, NoticeSettings settings, TimeProvider time, ILogger<TendInbox> log)
    : BackgroundService
{
    public const string Name = "inbox";

    private const int Batch = 64;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => settings.SweepSeconds == 0
        ? Task.CompletedTask
        : signal.TendAsync(RoundAsync, time, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(settings.SweepSeconds), stoppingToken);

    /// <summary>One round. When it is over, whatever was due before it began was given to somebody.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var tried = new HashSet<(Guid, int)>();
            while ((await DueAsync(db, stopping)).FindAll(notice => tried.Add((notice.Id, notice.Step))) is { Count: > 0 } due)
                foreach (var notice in due)
                    if (!await IsGivenAsync(notice, stopping)) return; // what cannot be recorded is told to nobody
            Telemetry.Unanswered = await db.Set<InboxNotice>().CountAsync(notice => notice.Unanswered && notice.Rank != InboxNotice.Had, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Notices could not be looked through: {Fault}", fault.GetType().Name);
        }
    }

    private Task<List<InboxNotice>> DueAsync(GatewayContext db, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        return db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.NextAt <= now && notice.AcknowledgedAt == null)
            .OrderBy(notice => notice.Rank).ThenBy(notice => notice.NextAt).Take(Batch).ToListAsync(stopping);
    }

    // One that fails is tried at the next look; the others go on. A fault's text may quote a row.
    private async Task<bool> IsGivenAsync(InboxNotice notice, CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            return await open.RunAsync(db, notice, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("Notice {Notice} could not be given to anybody: {Fault}", notice.Id, fault.GetType().Name);
            return true;
        }
    }
}
