using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>Follows the ledger, tells what came of it, and lets go of what is too old; in any number of processes on the store.</summary>
internal sealed class TendSignals(
    IDbContextFactory<GatewayContext> contexts, Ledger ledger, FollowChecks follow, TellSignals tell, RunsInForce runs, AppendToLedger append,
    IConfiguration configuration, TimeProvider time, ILogger<TendSignals> log) : BackgroundService
{
    // As a notice that somebody took.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(731);

    private readonly SemaphoreSlim _round = new(1, 1);
    private DateTimeOffset _forgetAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // 0 does nothing here and leaves it to other processes on the store.
        if (configuration.GetValue("Signals:SweepSeconds", 5) is not (> 0 and var seconds)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
    }

    /// <summary>One round. When it is over, what the ledger had before it began is counted, and what is a run is told.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await _round.WaitAsync(stopping);
        try
        {
            if (ledger.State is not LedgerState.Open) return;
            await follow.RunAsync(stopping);
            await tell.RunAsync(stopping);
            if (time.GetUtcNow() >= _forgetAt) await ForgetAsync(stopping);
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

    // A fault's text may quote a row.
    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await TendAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Checks could not be counted for now: {Fault}", fault.GetType().Name);
        }
    }

    // Checks that can be part of no run any more are only digests and times; a signal is about a child, so that it goes is in the ledger first.
    private async Task ForgetAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var (checks, signals) = (now - runs.Longest, now - Kept);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<CheckSeen>().Where(check => check.At <= checks).ExecuteDeleteAsync(stopping);
        var old = db.Set<Signal>().Where(signal => signal.At < signals);
        if (await old.CountAsync(stopping) is > 0 and var count && await append(Erased(count, signals), stopping) is AppendResult.Recorded) await old.ExecuteDeleteAsync(stopping);
        _forgetAt = now + TimeSpan.FromHours(1);
    }

    private static LedgerEntry Erased(int count, DateTimeOffset before) => new(
        EntryType.Erasure, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, new byte[32],
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("authority"u8, "retention");
            json.WriteNumber("signals"u8, count);
            json.WriteString("decidedBefore"u8, before);
        }), null), []);
}
