using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>
/// Looks once a day through every kind of record for what no controller of it keeps any more, however many processes there are: how far it has come stands in the store, so that one goes on
/// where another died.
/// </summary>
internal sealed class TendRetention(
    IDbContextFactory<GatewayContext> contexts, EraseRecords erase, RetentionTable table, ReadHolds readHolds, IEnumerable<KeptRecords> kinds, Data.Store store, IConfiguration configuration,
    TimeProvider time, ILogger<TendRetention> log)
    : Sweep(60 * Seconds(configuration, "Retention:SweepMinutes", 60), time, log)
{
    private const int Turn = 17;
    private const int Page = 200;
    private const int Together = 50;

    protected override string Of => "What has reached the end of its time";

    protected override async Task LookAsync(CancellationToken stopping)
    {
        if (!await TendAsync(stopping)) Log.LogWarning("What has reached the end of its time stays: the ledger cannot record that it goes");
    }

    /// <summary>What is left of today's look. False where the ledger cannot record: everything stays for the next.</summary>
    internal async Task<bool> TendAsync(CancellationToken stopping)
    {
        await using var turn = await store.TakeTurnAsync(Turn, stopping);
        if (!await erase.ResumeAsync(stopping)) return false;
        foreach (var of in kinds.OrderBy(kind => kind.Kind))
            while (await NextAsync(of, stopping) is var came && came != Came.Through)
                if (came == Came.LedgerClosed) return false;
        return true;
    }

    private async Task<Came> NextAsync(KeptRecords of, CancellationToken stopping)
    {
        var today = LondonTime.Day(Time.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var sweep = await SweepAsync(db, of.Kind, today, stopping);
        if (sweep.DoneAt is not null) return Came.Through;
        var page = await of.PageAsync(db, null, sweep.After ?? Guid.Empty, Youngest(of.Kind, today), Page, stopping);
        var (due, held) = await DueAsync(db, of, page, today, stopping);
        if (await EraseAsync(of.Kind, due, stopping) is not { } gone) return Came.LedgerClosed;
        if (page.Count > 0) sweep.Came(page[^1], page.Count, gone, held);
        if (page.Count < Page) sweep.Done(Time.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        Telemetry.CountRetained(of.Kind.Word(), page.Count, gone, held);
        if (gone > 0) Log.LogInformation("{Gone} records of kind {Kind} were deleted at the end of their retention", gone, of.Kind.Word());
        return page.Count < Page ? Came.Through : Came.On;
    }

    // What is younger than the shortest rule of its kind cannot be due.
    private DateTimeOffset Youngest(RecordKind kind, DateOnly today) => LondonTime.Instant(
        today.AddDays(1).AddYears(-table.Rules.Where(rule => rule.Record == kind).Select(rule => rule.YearsAfter).DefaultIfEmpty(1).Min()).ToDateTime(TimeOnly.MinValue));

    private async Task<(List<RecordUnit> Due, int Held)> DueAsync(GatewayContext db, KeptRecords of, List<Guid> page, DateOnly today, CancellationToken stopping)
    {
        var (due, held, seen, holds) = (new List<RecordUnit>(), 0, new HashSet<Guid>(), await readHolds.RunAsync(db, stopping));
        foreach (var id in page)
        {
            if (seen.Contains(id) || await FindAsync(db, of, id, stopping) is not { } unit) continue;
            seen.UnionWith(unit.Records);
            if (EraseRecords.Due(table, unit, holds, today) is not null) due.Add(unit);
            else if (holds.Cover(unit)) held++;
        }

        return (due, held);
    }

    // Whatever is wrong with one of them keeps it, and keeps none of the others. A fault's text may quote a row.
    private async Task<RecordUnit?> FindAsync(GatewayContext db, KeptRecords of, Guid id, CancellationToken stopping)
    {
        try
        {
            return await of.FindAsync(db, id, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested && fault is not System.Data.Common.DbException)
        {
            Log.LogError("A record could not be looked at, and is kept: {Kind} {Record}, {Fault}", of.Kind.Word(), id, fault.GetType().Name);
            return null;
        }
    }

    private async Task<int?> EraseAsync(RecordKind kind, List<RecordUnit> due, CancellationToken stopping)
    {
        var gone = 0;
        foreach (var owned in due.GroupBy(unit => unit.Owner, StringComparer.Ordinal))
            foreach (var some in owned.Chunk(Together))
                if (await erase.RunAsync(owned.Key, kind, some, stopping) is { } went) gone += went;
                else return null;
        return gone;
    }

    private static async Task<RetentionSweep> SweepAsync(GatewayContext db, RecordKind kind, DateOnly today, CancellationToken stopping)
    {
        var word = kind.Word();
        if (await db.Set<RetentionSweep>().SingleOrDefaultAsync(one => one.Record == word, stopping) is not { } sweep) db.Add(sweep = RetentionSweep.Of(word));
        if (sweep.Day != today) sweep.Begin(today);
        return sweep;
    }

    private enum Came
    {
        On,
        Through,
        LedgerClosed,
    }
}
