using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Reviews;

/// <summary>
/// Deletes, every hour, what its agency no longer keeps of people's work: reasons and challenges with their reviews, asks, and
/// alerts. In the ledger first, by numbers alone; with a closed ledger nothing is deleted.
/// </summary>
internal sealed class ForgetWork(
    IDbContextFactory<GatewayContext> contexts, AppendToLedger append, WorkRetention retention, ReadHolds readHolds, TimeProvider time, ILogger<ForgetWork> log) : Sweep(TimeSpan.FromHours(1), time, log)
{
    protected override string Of => "What is no longer kept of people's work";

    /// <summary>One round. What the ledger cannot record stays for the next.</summary>
    internal async Task ForgetAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var agency in await db.Set<Review>().Select(review => review.Agency).Distinct().ToListAsync(stopping))
            if (retention.OfReviews(agency) is { Forever: false } kept) await ForgetAsync(db, holds => NotHeld(OldOf(db.Set<Review>().Where(review => review.Agency == agency), kept, now), holds, RecordKind.Review, agency), "reviews", agency, kept.Before(now), stopping);
        foreach (var agency in await db.Set<Alert>().Select(alert => alert.Agency).Distinct().ToListAsync(stopping))
            if (retention.OfAlerts(agency) is { Forever: false } kept) await ForgetAsync(db, holds => NotHeld(OldOf(db.Set<Alert>().Where(alert => alert.Agency == agency), kept, now), holds, RecordKind.Alert, agency), "alerts", agency, kept.Before(now), stopping);
        foreach (var pair in await db.Set<Ask>().Select(ask => new { ask.Holder, ask.AskerAgency }).Distinct().ToListAsync(stopping))
            await ForgetAsksAsync(db, pair.Holder, pair.AskerAgency, now, stopping);
    }

    protected override Task LookAsync(CancellationToken stopping) => ForgetAsync(stopping);

    // An ask is both agencies' record: it goes when neither keeps it any more.
    private async Task ForgetAsksAsync(GatewayContext db, string holder, string asker, DateTimeOffset now, CancellationToken stopping)
    {
        var (one, other) = (retention.OfAsks(holder), retention.OfAsks(asker));
        if (one.Forever || other.Forever) return;
        var before = one.Before(now) < other.Before(now) ? one.Before(now) : other.Before(now);
        await ForgetAsync(
            db, holds => NotHeld(NotHeld(OldOf(OldOf(db.Set<Ask>().Where(ask => ask.Holder == holder && ask.AskerAgency == asker), one, now), other, now), holds, RecordKind.Ask, holder), holds, RecordKind.Ask, asker),
            "asks", holder, before, stopping, asks => db.Set<AskRecusal>().Where(recusal => asks.Any(ask => ask.Id == recusal.Ask)).ExecuteDeleteAsync(stopping));
    }

    // With the gate taken: nobody puts a hold on between the look and the deletion.
    private async Task ForgetAsync<T>(GatewayContext db, Func<HoldsInForce, IQueryable<T>> old, string kind, string agency, DateTimeOffset before, CancellationToken stopping, Func<IQueryable<T>, Task>? below = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        var rows = old(await readHolds.RunAsync(db, stopping));
        var count = await rows.CountAsync(stopping);
        if (count == 0 || await append(DeletionEntry.Of(agency, kind, count, before), CancellationToken.None) is not AppendResult.Recorded) return;
        if (below is not null) await below(rows);
        await rows.ExecuteDeleteAsync(stopping);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static IQueryable<T> NotHeld<T>(IQueryable<T> rows, HoldsInForce holds, RecordKind kind, string agency)
        where T : Disclosure.AboutCheck
    {
        var (children, born) = (holds.ChildrenOf(agency, kind), holds.BornOf(agency, kind));
        return holds.CoverAll(agency, kind) ? rows.Where(row => false) : children.Length == 0 ? rows : rows.Where(row => !children.Contains(row.Child) && !born.Contains(row.DateOfBirth));
    }

    private static IQueryable<T> OldOf<T>(IQueryable<T> rows, Kept kept, DateTimeOffset now)
        where T : Disclosure.AboutCheck
    {
        var (before, born) = (kept.Before(now), kept.BornUntil(now));
        return rows.Where(row => row.At < before && row.DateOfBirth <= born);
    }
}

/// <summary>
/// What each agency keeps of people's work, and how long: <c>Reviews:Retention</c>, <c>Asks:Retention</c>, <c>Alerts:Retention</c>.
/// Unless it is said, as <c>contracts/retention</c> has it.
/// </summary>
internal sealed class WorkRetention(IConfiguration configuration, RetentionTable table, TimeProvider time)
{
    private readonly AgencyRetention _reviews = new(configuration, "Reviews", table, RecordKind.Review, time);
    private readonly AgencyRetention _asks = new(configuration, "Asks", table, RecordKind.Ask, time);
    private readonly AgencyRetention _alerts = new(configuration, "Alerts", table, RecordKind.Alert, time);

    public Kept OfReviews(string agency) => _reviews.Of(agency);

    public Kept OfAsks(string agency) => _asks.Of(agency);

    public Kept OfAlerts(string agency) => _alerts.Of(agency);
}
