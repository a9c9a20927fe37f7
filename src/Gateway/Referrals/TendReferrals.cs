using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// Looks where a clock warns or has run out, and lets drafts go that nobody sent. Any number of processes may: each moment of each clock is one request, and is
/// recorded once. What the tables move when time is over is moved by it; what they do not is told and stays.
/// </summary>
internal sealed class TendReferrals(
    IDbContextFactory<GatewayContext> contexts, TakeStep take, RecordOnce record, ReferralTables tables, CouncilCalendars calendars, SealReferrals seal, ReadHolds holds,
    IConfiguration configuration, TimeProvider time, ILogger<TendReferrals> log)
    : Sweep(Seconds(configuration, "Referrals:SweepSeconds", 15), time, log)
{
    private const int Batch = 100;

    protected override string Of => "The clocks of referrals";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round. When it is over, what was due before it began has happened, or the ledger is closed.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await ClocksAsync(stopping);
        while (await DraftsAsync(stopping)) { }
    }

    private async Task ClocksAsync(CancellationToken stopping)
    {
        var (now, after, last) = (Time.GetUtcNow(), DateTimeOffset.MinValue, Guid.Empty);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        while (true)
        {
            var due = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.WakeAt <= now && (child.WakeAt > after || (child.WakeAt == after && child.Id > last)))
                .OrderBy(child => child.WakeAt).ThenBy(child => child.Id).Take(Batch).Select(child => new { child.Id, child.WakeAt }).ToListAsync(stopping);
            foreach (var child in due)
                if (!await TryAsync(db, child.Id, now, stopping)) return;
            if (due.Count < Batch) return;
            (after, last) = (due[^1].WakeAt!.Value, due[^1].Id);
        }
    }

    // Whatever is wrong with one of them keeps nobody else's clock from being looked at. A fault's text may quote a row.
    private async Task<bool> TryAsync(GatewayContext db, Guid child, DateTimeOffset now, CancellationToken stopping)
    {
        try
        {
            return await ChildAsync(db, child, now, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            Log.LogError("A child of a referral could not be looked at, and its clocks stand: {Child}, {Fault}", child, fault.GetType().Name);
            return true;
        }
    }

    // False where the ledger cannot record: everything stays for the next round.
    private async Task<bool> ChildAsync(GatewayContext db, Guid id, DateTimeOffset now, CancellationToken stopping)
    {
        // What was taken by somebody else has moved the row: where it has not, there is nothing more to be done here.
        for (var seen = -1; await db.Set<ReferralChild>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is { } child && child.Version != seen;)
        {
            seen = child.Version;
            var next = WatchClocks.Next(tables.Terms.Clocks(child.Stands(), calendars.Of(child.Council)), child.WasTold());
            if (next is not [{ } first, ..] || first.At > now) return await SleepAsync(db, child, next, now, stopping);
            var taken = await TakeAsync(child, next, stopping);
            if (taken is not StepTaken.Taken { Now: var isOurs }) return taken is not StepTaken.LedgerClosed;
            foreach (var over in next.Where(moment => moment.Breach && isOurs)) Log.LogWarning(SecurityEvents.ReferralOverdue, "Clock {Clock} of a referral has run out at {Council}", over.Clock.Clock.Word(), child.Council);
        }

        return true;
    }

    // The tables may say otherwise than when it was put to sleep.
    private static async Task<bool> SleepAsync(GatewayContext db, ReferralChild child, ImmutableArray<ClockMoment> next, DateTimeOffset now, CancellationToken stopping)
    {
        var wake = next is [{ } first, ..] ? first.At : (DateTimeOffset?)null;
        if (child.WakeAt <= now)
            await db.Set<ReferralChild>().Where(one => one.Id == child.Id && one.Version == child.Version).ExecuteUpdateAsync(set => set.SetProperty(one => one.WakeAt, wake), stopping);
        return true;
    }

    // Whichever process comes to it, it is one request. A clock that goes on where a step was taken back comes to the same moment again, on a later version.
    private Task<StepTaken> TakeAsync(ReferralChild child, ImmutableArray<ClockMoment> moments, CancellationToken stopping)
    {
        var what = $"clock\n{child.Id:N}\n{child.Version}\n{string.Join(' ', moments.Select(moment => moment.Key))}";
        return take.RunAsync(new StepTaking(null, StepTaking.OwnRequest(what), seal.OfSent(what, []), (db, _, stop) => FindAsync(db, child, moments, stop)), stopping);
    }

    // As it stands then: somebody may have stopped the clock meanwhile.
    private static async Task<StepsFound?> FindAsync(GatewayContext db, ReferralChild seen, ImmutableArray<ClockMoment> moments, CancellationToken stopping)
    {
        if (await db.Set<ReferralChild>().SingleOrDefaultAsync(child => child.Id == seen.Id && child.Version == seen.Version, stopping) is not { } child) return null;
        var referral = await db.Set<Referral>().SingleAsync(one => one.Id == child.Referral, stopping);
        child.Tell(moments);
        return new StepsFound(referral, [new ChildSteps(child, [.. moments.Select(moment => new Step(ReferralEvent.ClockBreached, ReferralActor.Gateway) { Clock = moment.Clock.Clock })]) { Told = moments }]);
    }

    private async Task<bool> DraftsAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        // A draft is about nobody yet whom the store could name: a hold of any child's keeps its agency's.
        var held = (await holds.RunAsync(db, stopping)).AgenciesOf(RecordKind.Referral);
        var oldest = await db.Set<Referral>().AsNoTracking().Where(referral => referral.SentAt == null && !held.Contains(referral.Agency)).OrderBy(referral => referral.DraftedAt).Take(Batch).ToListAsync(stopping);
        var over = oldest.TakeWhile(referral => IsOver(referral, now)).ToImmutableArray();
        foreach (var referral in over)
            if (await record.RunAsync(store => ForgetAsync(store, referral), ReferralEntries.DraftGone(referral), stopping) is RecordedOnce.LedgerClosed) return false;
        return over.Length == Batch;
    }

    // With the gate taken: a hold that somebody was told is on keeps it.
    private async Task<int> ForgetAsync(GatewayContext db, Referral draft)
    {
        await TakeGate.RunAsync(db, CancellationToken.None);
        return (await holds.RunAsync(db, CancellationToken.None)).AgenciesOf(RecordKind.Referral).Contains(draft.Agency) ? 0 : await DeleteDraft.RowsAsync(db, draft);
    }

    private bool IsOver(Referral draft, DateTimeOffset now) =>
        tables.Terms.Read(ReferralClock.DraftKept, new ClockRun(draft.DraftedAt), calendars.Of(draft.Agency)) is { Due: { } due } && due.At <= now;
}
