using System.Data.Common;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>
/// Keeps the trail: reads at the start what was written before, writes behind what happens, learns what other processes wrote,
/// and forgets it after a day. It also tells the holders' officers.
/// </summary>
internal sealed class TendPatterns(
    IDbContextFactory<GatewayContext> contexts, Store store, Trail trail, WriteLater later, SpreadToHolders spread, TellOfficers tell, TimeProvider clock, ILogger<TendPatterns> log)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    // The longest that any pattern looks back.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // Longer than a transaction takes to become visible, so that no step of another process is passed over.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _round = new(1, 1);
    private DateTimeOffset _learned = clock.GetUtcNow() - Overlap;

    /// <summary>What was known before is known again before the first question; without EF Core, which costs a good part of a cold start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            foreach (var step in await StoredSteps.ReadAsync(store, now - Kept, cancellationToken)) trail.Learn(step, now);
        }
        catch (DbException fault)
        {
            log.LogWarning("The trail could not be read: {Fault}", fault.GetType().Name);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TendAsync(stoppingToken);
    }

    /// <summary>One round. When it is over, what was left before it began is written, learned and told.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await _round.WaitAsync(stopping);
        try
        {
            _learned = await RunAsync(_learned, stopping);
        }
        finally
        {
            _round.Release();
        }
    }

    public override void Dispose()
    {
        _round.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await later.FlushAsync(cancellationToken);
    }

    private async Task<DateTimeOffset> RunAsync(DateTimeOffset since, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        try
        {
            await later.FlushAsync(stopping);
            await LearnAsync(since, now, stopping);
            await spread.RunAsync(stopping);
            await tell.RunAsync(stopping);
            return now - Overlap;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("The trail could not be kept: {Fault}", fault.GetType().Name);
            return since;
        }
    }

    private async Task LearnAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await foreach (var step in db.Set<StepOfTrail>().AsNoTracking().Where(step => step.At > since).AsAsyncEnumerable().WithCancellation(stopping))
            trail.Learn(step, now);
        var before = now - Kept;
        await db.Set<StepOfTrail>().Where(step => step.At < before).ExecuteDeleteAsync(stopping);
    }
}
