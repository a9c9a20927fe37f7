using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Referrals.Store;
using Gateway.Retention.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Crash;

/// <summary>
/// One gateway after another is killed while it deletes what has reached the end of its time: what was only planned, what the ledger has and the store still holds, what was deleted and not committed, and right
/// after. In the end what was due is gone, each of it once on the record, and nothing else is.
/// </summary>
[Collection(CrashCollection.Name)]
public sealed class RetentionKilledTests(PostgresServer server)
{
    // A start costs seconds: the short form dies three times, on one store.
    public static readonly TheoryData<string> Stores = Rounds.IsWhole ? new("Sqlite", "Postgres") : new("Sqlite");

    private static readonly (CrashPoint Point, int After)[] Deaths =
    [
        (CrashPoint.ErasurePlanned, 0), (CrashPoint.ErasureWritten, 0), (CrashPoint.RowsErased, 1),
        .. Rounds.IsWhole ? [(CrashPoint.ErasureDone, 0), (CrashPoint.ErasureWritten, 1)] : Array.Empty<(CrashPoint, int)>(),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_due_goes_once_on_the_record_and_nothing_else_does_wherever_the_gateway_is_killed(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var (due, stays) = await FillAsync(bed, new Random(store.Length));
        var then = bed.Now.AddYears(3);
        await bed.Gateway.RestartAfterAsync(async () =>
        {
            foreach (var (point, after) in Deaths) await DieAsync(bed, then, point, after);
            await using var survivor = Begin(bed, then, null, 0);
            Assert.Equal("retained", await survivor.AtPointAsync());
            bed.To(then.AddHours(2));
        });

        Assert.True(stays.SetEquals(await bed.ThereAsync()));
        Assert.Equal(due.Order(), (await bed.RecordedAsync()).Select(each => each.Record).Order());
        await HoldsAsync(bed, due);
        // And it is over: one more look finds nothing.
        Assert.True(await bed.SweepAsync());
        Assert.Equal(due.Count, (await bed.RecordedAsync()).Count);
    }

    // Nothing lies about of what went, each plan is finished, and its entry is in the ledger.
    private static async Task HoldsAsync(RetentionBed bed, HashSet<Guid> due)
    {
        await using var db = await bed.Bed.DbAsync();
        var entries = (await bed.Gateway.Entries.OfAsync(EntryType.Erasure)).Select(entry => entry.Common.GetProperty("erasure").GetGuid()).ToList();
        Assert.Equal(entries.Count, entries.Distinct().Count());
        foreach (var erasure in await db.Set<Erasure>().AsNoTracking().ToListAsync(Cancellation))
        {
            Assert.NotNull(erasure.DoneAt);
            Assert.NotNull(erasure.LedgerEntry);
            Assert.Contains(erasure.Id, entries);
        }

        var erased = await db.Set<ErasedRecord>().AsNoTracking().ToListAsync(Cancellation);
        Assert.Equal(due.Order(), erased.Select(one => one.Record).Order());
        Assert.All(erased, one => Assert.NotNull(one.GoneAt));
        Assert.False(await db.Set<ReferralChild>().AnyAsync(child => due.Contains(child.Referral), Cancellation));
        Assert.False(await db.Set<ReferralTask>().AnyAsync(task => due.Contains(task.Referral), Cancellation));
        Assert.False(await db.Set<ConcernNote>().AnyAsync(note => due.Contains(note.Concern), Cancellation));
        Assert.False(await db.Set<NoticeTurn>().AnyAsync(turn => !db.Set<InboxNotice>().Any(notice => notice.Id == turn.Notice), Cancellation));
    }

    private static async Task DieAsync(RetentionBed bed, DateTimeOffset then, CrashPoint point, int after)
    {
        await using var gateway = Begin(bed, then, point.ToString(), after);
        Assert.Equal(point.ToString(), await gateway.AtPointAsync());
        await gateway.KillAsync();
    }

    private static GatewayProcess Begin(RetentionBed bed, DateTimeOffset then, string? point, int after)
    {
        var settings = bed.Gateway.Environment();
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        (settings["DOTNET_TieredPGO"], settings["DOTNET_TC_CallCounting"]) = ("0", "0");
        return GatewayProcess.BeginMarked(settings, point, after, (int)(then - TimeProvider.System.GetUtcNow()).TotalSeconds, "--retain", "yes");
    }

    // Of each kind what is due, what is too young, what is not over, and what a hold keeps.
    private static async Task<(HashSet<Guid> Due, HashSet<Guid> Stays)> FillAsync(RetentionBed bed, Random random)
    {
        const int held = 3;
        var (due, stays) = (new HashSet<Guid>(), new HashSet<Guid>());
        for (var n = 0; n < 14; n++)
        {
            var (young, child) = (random.Next(3) == 0, random.Next(5));
            var at = young ? bed.Now.AddYears(1).AddDays(1 + random.Next(300)) : bed.Now.AddDays(-random.Next(300));
            // A hold of the trust's is on what is the trust's; the schools' is theirs.
            void Put(Guid id, bool open, bool trusts = true) => (young || open || (trusts && child == held) ? stays : due).Add(id);
            var open = random.Next(4) == 0;
            Put((await bed.ReferralAsync(at, open ? ReferralState.Assessing : ReferralState.Closed, child: child)).Referral, open);
            Put(await bed.ConcernAsync(at, open ? ConcernState.Open : ConcernState.Closed, child: child), open, trusts: false);
            Put(await bed.VisitAsync(at, !open, child), open);
            Put(await bed.AttendanceAsync(at, child), open: false);
            Put(await bed.FileAsync(at, child, received: !open), open, trusts: false);
        }

        await bed.HeldAsync(child: held);
        Assert.NotEmpty(stays);
        Assert.True(due.Count > 15);
        return (due, stays);
    }
}
