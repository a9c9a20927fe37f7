using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// Deletes what somebody typed on a page of concerns and never sent, at the end of its days: in the ledger first, by numbers alone. Nobody can say whom it is about, so a hold of the school's on any
/// child keeps all of it; whoever typed it does not get it back for that.
/// </summary>
internal sealed class ForgetConcernTyped(IDbContextFactory<GatewayContext> contexts, AppendToLedger append, PassingTable passing, ReadHolds readHolds, TimeProvider time)
{
    /// <summary>What was typed before this nobody gets back any more; none where it is kept.</summary>
    public DateTimeOffset? Before => time.GetUtcNow() is var now ? passing.Before(PassingKind.Typed, now, LondonTime.Day(now)) : null;

    public async Task RunAsync(CancellationToken stopping)
    {
        if (Before is not { } before) return;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var agency in await db.Set<TypedPage>().Where(typed => typed.KeptAt <= before).Select(typed => typed.Agency).Distinct().ToListAsync(stopping)) await OfAsync(agency, before, stopping);
    }

    private async Task OfAsync(string agency, DateTimeOffset before, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        if ((await readHolds.RunAsync(db, stopping)).CoverAll(agency, RecordKind.Concern, nobodyKnowsWhom: true)) return;
        // Deleted first and recorded before it counts: what is typed again meanwhile is not among them.
        var count = await db.Set<TypedPage>().Where(typed => typed.Agency == agency && typed.KeptAt <= before).ExecuteDeleteAsync(stopping);
        if (count == 0 || await append(DeletionEntry.Of(agency, "typed", count, before), CancellationToken.None) is not AppendResult.Recorded) return;
        await transaction.CommitAsync(CancellationToken.None);
    }
}
