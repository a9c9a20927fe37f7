using Gateway.Audit;
using Gateway.Data;
using Gateway.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Late;

/// <summary>
/// Keeps the promises that are due, whoever made them: at a signal, and at short times while anything is open. A row is claimed
/// before it is tried, so that of several processes on one store one tries it.
/// </summary>
internal sealed class KeepAsking(
    IDbContextFactory<GatewayContext> contexts, TryLate tries, [FromKeyedServices(KeepAsking.Name)] OutboxSignal signal, Ledger ledger, IOptions<LateSettings> settings, TimeProvider time, ILogger<KeepAsking> log)
    : BackgroundService
{
    public const string Name = "late";

    /// <summary>Said when nothing is open any more.</summary>
    public const string NothingOpen = "No source is asked again any more";

    private const int Batch = 64;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // Longer than a try and its recording: whoever has not said by then what came of it is gone.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Value.SweepSeconds == 0) return;
        await using var timer = time.CreateTimer(_ => signal.Raise(), null, First, Timeout.InfiniteTimeSpan);
        var before = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            var open = await RoundAsync(stoppingToken);
            if (before && !open) log.LogInformation(NothingOpen);
            before = open;
            timer.Change(open ? settings.Value.Sweep : Idle, Timeout.InfiniteTimeSpan);
            // Many promises at once are one signal: an outage does not make this a load.
            await Task.Delay(settings.Value.Sweep, time, stoppingToken);
        }
    }

    /// <summary>One round. When it is over, whatever was due before it began has been tried. False where nothing is open any more.</summary>
    internal async Task<bool> RoundAsync(CancellationToken stopping)
    {
        // What came could not be recorded, so nobody is asked for it.
        if (ledger.State is not LedgerState.Open) return true;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var now = time.GetUtcNow();
            var tried = new HashSet<Guid>();
            // What was claimed is due no more, and what could not be is not tried twice.
            while ((await DueAsync(db, now, stopping)).FindAll(tried.Add) is { Count: > 0 } due)
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = settings.Value.AtOnce, CancellationToken = stopping }, TryAsync);
            await ForgetAsync(db, now, stopping);
            return await Open(db).AnyAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Sources could not be asked again for now: {Fault}", fault.GetType().Name);
            return true;
        }
    }

    private static Task<List<Guid>> DueAsync(GatewayContext db, DateTimeOffset now, CancellationToken stopping) =>
        Open(db).Where(late => late.NextTryAt <= now).OrderBy(late => late.NextTryAt).Select(late => late.Id).Take(Batch).ToListAsync(stopping);

    private static IQueryable<LateQuestion> Open(GatewayContext db) => db.Set<LateQuestion>().Where(late => late.EndedAt == null);

    // One that fails is tried again when its claim is over; the others go on. A fault's text may quote a row.
    private async ValueTask TryAsync(Guid id, CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            if (await ClaimAsync(db, id, stopping) is { } late) await tries.RunAsync(db, late, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("A source could not be asked again for the check with the question {Late}: {Fault}", id, fault.GetType().Name);
        }
    }

    private async Task<LateQuestion?> ClaimAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var claimed = await Open(db).Where(late => late.Id == id && late.NextTryAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(late => late.NextTryAt, now + UnderWay), stopping) == 1;
        return claimed ? await db.Set<LateQuestion>().AsNoTracking().SingleAsync(late => late.Id == id, stopping) : null;
    }

    // The ledger has what was asked, said and shown.
    private async Task ForgetAsync(GatewayContext db, DateTimeOffset now, CancellationToken stopping)
    {
        var before = now - settings.Value.Keep;
        var old = db.Set<LateQuestion>().Where(late => late.EndedAt < before);
        if (!await old.AnyAsync(stopping)) return;
        await db.Set<LateAnswer>().Where(answer => old.Any(late => late.Id == answer.Question)).ExecuteDeleteAsync(stopping);
        await old.ExecuteDeleteAsync(stopping);
    }
}
