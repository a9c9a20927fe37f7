using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>Follows the ledger, tells what came of it, and lets go of what is too old; in any number of processes on the store.</summary>
internal sealed class TendSignals(
    IDbContextFactory<GatewayContext> contexts, Ledger ledger, FollowChecks follow, TellSignals tell, RunsInForce runs, AppendToLedger append, RetentionTable table, ReadHolds readHolds,
    IConfiguration configuration, TimeProvider time, ILogger<TendSignals> log)
    : Sweep(Seconds(configuration, "Signals:SweepSeconds", 5), time, log)
{
    private readonly SemaphoreSlim _round = new(1, 1);
    private DateTimeOffset _forgetAt;

    protected override string Of => "Runs of checks";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round. When it is over, what the ledger had before it began is counted, and what is a run is told.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await _round.WaitAsync(stopping);
        try
        {
            if (ledger.State is not LedgerState.Open) return;
            await follow.RunAsync(stopping);
            await tell.RunAsync(stopping);
            if (Time.GetUtcNow() >= _forgetAt) await ForgetAsync(stopping);
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

    // Checks that can be part of no run any more are only digests and times; a signal is about a child, so that it goes is in the ledger first.
    private async Task ForgetAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        var checks = now - runs.Longest;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<CheckSeen>().Where(check => check.At <= checks).ExecuteDeleteAsync(stopping);
        await ForgetSignalsAsync(db, now, stopping);
        _forgetAt = now + TimeSpan.FromHours(1);
    }

    // A signal is every council's that was told: whoever has a hold keeps all of them.
    private async Task ForgetSignalsAsync(GatewayContext db, DateTimeOffset now, CancellationToken stopping)
    {
        foreach (var told in (await db.Set<Signal>().Select(signal => signal.Councils).Distinct().ToListAsync(stopping)).GroupBy(councils => OldOf(councils, now)))
            if (told.Key is var (before, born) && !await ForgetSignalsAsync(db, [.. told], before, born, stopping)) return;
    }

    private async Task<bool> ForgetSignalsAsync(GatewayContext db, string[] told, DateTimeOffset before, DateOnly born, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        if ((await readHolds.RunAsync(db, stopping)).Any(RecordKind.Signal)) return false;
        var old = db.Set<Signal>().Where(signal => told.Contains(signal.Councils) && signal.At < before && signal.DateOfBirth <= born);
        if (await old.CountAsync(stopping) is not (> 0 and var count)) return true;
        if (await append(Erased(count, before), stopping) is not AppendResult.Recorded) return false;
        await old.ExecuteDeleteAsync(stopping);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    // It goes when none of the councils keeps it any more, and stays where one of them has no rule. Where nobody was told yet everybody's rule counts.
    private (DateTimeOffset Before, DateOnly Born)? OldOf(string councils, DateTimeOffset now)
    {
        string[] all = councils.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } told ? told : [RetentionRule.Everybody];
        var rules = all.Select(council => table.On(council, RecordKind.Signal, LondonTime.Day(now))).ToArray();
        return rules.Contains(null) ? null : (rules.Min(rule => Kept.By(rule!).Before(now)), rules.Min(rule => Kept.By(rule!).BornUntil(now)));
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
