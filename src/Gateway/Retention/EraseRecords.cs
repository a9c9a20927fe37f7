using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>
/// Deletes what no controller of it keeps any more: first it is planned, then the ledger has its entry, then it goes. Whoever dies in between leaves a plan; whoever comes next looks whether
/// the ledger has the entry, and neither writes it again nor deletes what is held or open by then.
/// </summary>
internal sealed class EraseRecords(
    IDbContextFactory<GatewayContext> contexts, AppendToLedger append, ErasureEntries entries, RetentionTable table, ReadHolds readHolds, IEnumerable<KeptRecords> kinds, TimeProvider time)
{
    /// <summary>What may go now, as it is planned: each with the day and the rule. Null where it may not.</summary>
    public static RetentionVerdict.Ends? Due(RetentionTable table, RecordUnit unit, HoldsInForce holds, DateOnly today) =>
        table.Judge(unit.Retained(holds.Cover(unit)), today) is RetentionVerdict.Ends ends && ends.IsDue(today) ? ends : null;

    /// <summary>Finishes what was begun, by this process or another. False where the ledger cannot record or be read.</summary>
    public async Task<bool> ResumeAsync(CancellationToken stopping)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            if (await db.Set<Erasure>().AsNoTracking().Where(one => one.DoneAt == null).OrderBy(one => one.Id).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(stopping) is not { } id) return true;
            if (await FinishAsync(id, planned: false, stopping) is null) return false;
        }
    }

    /// <summary>Plans the deletion of some records of one owner and kind, and does it.</summary>
    /// <returns>How many went; null where the ledger cannot record, and the plan waits.</returns>
    public async Task<int?> RunAsync(string owner, RecordKind kind, IReadOnlyList<RecordUnit> units, CancellationToken stopping) =>
        await PlanAsync(owner, kind, units, stopping) is { } id ? await FinishAsync(id, planned: true, stopping) : 0;

    // Of two processes that plan the same one has it: the other leaves it alone.
    private async Task<Guid?> PlanAsync(string owner, RecordKind kind, IReadOnlyList<RecordUnit> units, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        var (word, ids) = (kind.Word(), units.SelectMany(unit => unit.Records).ToArray());
        var planned = (await db.Set<ErasedRecord>().AsNoTracking().Where(one => one.Kind == word && ids.Contains(one.Record)).Select(one => one.Record).ToListAsync(stopping)).ToHashSet();
        var free = units.Where(unit => !unit.Records.Any(planned.Contains)).ToArray();
        if (free.Length == 0) return null;
        var erasure = Erasure.Of(owner, word, time.GetUtcNow());
        db.Add(erasure);
        db.AddRange(free.SelectMany(unit => ErasedRecord.Of(erasure, unit)));
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
        CrashPoint.ErasurePlanned.Reached();
        return erasure.Id;
    }

    private async Task<int?> FinishAsync(Guid id, bool planned, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        if (await db.Set<Erasure>().SingleOrDefaultAsync(one => one.Id == id && one.DoneAt == null, stopping) is not { } erasure) return 0;
        var of = kinds.Single(kind => kind.Kind.Word() == erasure.Record);
        var before = planned ? null : await entries.FindAsync(erasure, stopping);
        var (going, staying) = await JudgeAsync(db, of, erasure, before, stopping);
        if (await RecordAsync(erasure, before, going, staying) is not { } entry) return going.Count == 0 && before is null ? await ForgetAsync(db, erasure, transaction) : null;
        CrashPoint.ErasureWritten.Reached();
        foreach (var (unit, _) in going) await of.DeleteAsync(db, unit);
        await MarkAsync(db, erasure, [.. going.SelectMany(each => each.Unit.Records)], entry);
        CrashPoint.RowsErased.Reached();
        await transaction.CommitAsync(CancellationToken.None);
        CrashPoint.ErasureDone.Reached();
        return going.Sum(each => each.Unit.Records.Length);
    }

    // As they stand now, with the gate taken: what goes is claimed, and nobody changes it or puts a hold on it any more.
    private async Task<(List<(RecordUnit Unit, RetentionVerdict.Ends Ends)> Going, List<Guid> Staying)> JudgeAsync(GatewayContext db, KeptRecords of, Erasure erasure, ErasureRecorded? before, CancellationToken stopping)
    {
        var (going, staying) = (new List<(RecordUnit, RetentionVerdict.Ends)>(), new List<Guid>());
        var (today, holds) = (LondonTime.Day(time.GetUtcNow()), await readHolds.RunAsync(db, stopping));
        foreach (var planned in (await db.Set<ErasedRecord>().AsNoTracking().Where(one => one.Erasure == erasure.Id).ToListAsync(stopping)).GroupBy(one => one.Unit))
        {
            var ids = planned.Select(one => one.Record).ToHashSet();
            var unit = await of.FindAsync(db, planned.First().Record, stopping);
            var same = unit is not null && ids.SetEquals(unit.Records) && (before is null || before.Records.IsSupersetOf(ids));
            if (same && Due(table, unit!, holds, today) is { } ends && await of.ClaimAsync(db, unit!)) going.Add((unit!, ends));
            else staying.AddRange(ids.Where(one => before?.Records.Contains(one) ?? false));
        }

        return (going, staying);
    }

    // Once it is queued it may land: giving up now could leave two entries in the ledger.
    private async Task<Guid?> RecordAsync(Erasure erasure, ErasureRecorded? before, List<(RecordUnit Unit, RetentionVerdict.Ends Ends)> going, List<Guid> staying)
    {
        if (before is null) return going.Count > 0 && await append(ErasureEntries.Going(erasure, going), CancellationToken.None) is AppendResult.Recorded { Receipt: var receipt } ? receipt.EntryId : null;
        if (staying.Count > 0 && !before.SaysStayed && await append(ErasureEntries.Stayed(erasure, staying), CancellationToken.None) is not AppendResult.Recorded) return null;
        return before.Entry;
    }

    private async Task MarkAsync(GatewayContext db, Erasure erasure, ImmutableArray<Guid> gone, Guid entry)
    {
        var (now, ids) = (time.GetUtcNow(), gone.ToArray());
        await db.Set<ErasedRecord>().Where(one => one.Erasure == erasure.Id && ids.Contains(one.Record)).ExecuteUpdateAsync(set => set.SetProperty(one => one.GoneAt, now));
        await db.Set<ErasedRecord>().Where(one => one.Erasure == erasure.Id && one.GoneAt == null).ExecuteDeleteAsync();
        erasure.Done(entry, now);
        await db.SaveChangesAsync();
    }

    // Nothing of it may go any more and nothing was said of it: it is as if it had never been planned.
    private static async Task<int?> ForgetAsync(GatewayContext db, Erasure erasure, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction)
    {
        await db.Set<ErasedRecord>().Where(one => one.Erasure == erasure.Id).ExecuteDeleteAsync();
        await db.Set<Erasure>().Where(one => one.Id == erasure.Id).ExecuteDeleteAsync();
        await transaction.CommitAsync(CancellationToken.None);
        return 0;
    }
}
