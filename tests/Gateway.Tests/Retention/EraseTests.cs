using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Retention;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>What goes, goes once and on the record, whoever dies in between; what is open or held stays.</summary>
public sealed class EraseTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Over_generated_stores_and_days_what_is_due_goes_once_and_nothing_else_does(string store)
    {
        var random = new Random(store.Length);
        await using var bed = await RetentionBed.StartAsync(server, store, "*,referral,10,2,2024-01-01,2029-06-30,x\n*,referral,10,3,2029-07-01,,x\n*,concern,0,2,2024-01-01,,x\n*,visit,12,2,2024-01-01,,x\naldersham-council,attendance,0,4,2024-01-01,,x\n*,attendance,0,2,2024-01-01,,x\n");
        var (known, began) = (new List<Known>(), bed.Now);
        for (var n = 0; n < 60; n++) known.Add(await AddAsync(bed, random, began.AddDays(random.Next(700)), n));
        var held = random.Next(3);
        await bed.HeldAsync(child: held);
        await bed.HeldAsync("officer-of-st-oswins-primary", "concern", child: held + 1);

        var expected = known.Select(one => one.Id).ToHashSet();
        foreach (var today in Enumerable.Range(0, 8).Select(_ => DateOnly.FromDateTime(began.UtcDateTime).AddDays(random.Next(1, 5000))).Order())
        {
            bed.To(today);
            Assert.True(await bed.SweepAsync());
            expected.ExceptWith(known.Where(one => one.MayGo(today, held)).Select(one => one.Id));
            Assert.True(expected.SetEquals(await bed.ThereAsync()), $"on {today:O}");
            var recorded = (await bed.RecordedAsync()).Select(each => each.Record).ToList();
            Assert.Equal(recorded.Count, recorded.Distinct().Count());
            Assert.True(recorded.ToHashSet().SetEquals(known.Select(one => one.Id).Except(expected)));
        }

        Assert.NotEmpty(await bed.RecordedAsync());
        Assert.NotEmpty(expected);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_process_that_dies_before_or_after_the_ledgers_entry_leaves_a_plan_that_the_next_one_finishes_once(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var (before, after) = (await bed.VisitAsync(bed.Now), await bed.VisitAsync(bed.Now, child: 1));
        bed.To(bed.Now.AddYears(3));
        await DieAsync(bed, before, afterEntry: false);
        Assert.Empty(await bed.RecordedAsync());
        await DieAsync(bed, after, afterEntry: true);
        Assert.Equal([after], (await bed.RecordedAsync()).Select(each => each.Record));
        Assert.True((await bed.ThereAsync()).SetEquals([before, after]));
        await using (var db = await bed.Bed.DbAsync()) Assert.Equal(2, await db.Set<Erasure>().CountAsync(one => one.DoneAt == null, RetentionBed.Cancellation));

        Assert.True(await bed.SweepAsync());

        Assert.Empty(await bed.ThereAsync());
        Assert.True((await bed.RecordedAsync()).Select(each => each.Record).Order().SequenceEqual(new[] { before, after }.Order()));
        await using var done = await bed.Bed.DbAsync();
        Assert.All(await done.Set<Erasure>().ToListAsync(RetentionBed.Cancellation), erasure => Assert.NotNull(erasure.LedgerEntry));
        Assert.All(await done.Set<ErasedRecord>().ToListAsync(RetentionBed.Cancellation), erased => Assert.NotNull(erased.GoneAt));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_hold_that_comes_after_the_entry_and_before_the_deletion_keeps_it_and_the_ledger_says_so(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var visit = await bed.VisitAsync(bed.Now);
        bed.To(bed.Now.AddYears(3));
        await DieAsync(bed, visit, afterEntry: true);
        await bed.HeldAsync(child: 0);

        Assert.True(await bed.SweepAsync());
        Assert.True(await bed.SweepAsync());

        Assert.Equal([visit], await bed.ThereAsync());
        Assert.Equal([visit], (await bed.RecordedAsync("stayed")).Select(each => each.Record));
        await using var db = await bed.Bed.DbAsync();
        Assert.Empty(await db.Set<ErasedRecord>().ToListAsync(RetentionBed.Cancellation));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_hold_that_is_put_on_during_a_look_keeps_whatever_had_not_gone_before_it(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        foreach (var n in Enumerable.Range(0, 4)) await bed.VisitAsync(bed.Now.AddMinutes(n));
        foreach (var n in Enumerable.Range(0, 4)) await bed.ConcernAsync(bed.Now.AddMinutes(n));
        bed.To(bed.Now.AddYears(3));
        // As soon as the first entry is written, two officers want everything to stay.
        var holds = new List<Task<Guid>>();
        var tend = bed.Tend(bed.Erase(own => async (entry, stopping) =>
        {
            if (holds.Count == 0) holds.AddRange(((string[])["officer-of-alder-valley-nhs-trust", "officer-of-st-oswins-primary"]).Select(officer => Task.Run(() => bed.HeldAsync(officer))));
            return await own(entry, stopping);
        }));

        Assert.True(await tend.TendAsync(RetentionBed.Cancellation));
        await Task.WhenAll(holds);
        var stays = await bed.ThereAsync();
        bed.To(bed.Now.AddDays(2));
        Assert.True(await bed.SweepAsync());

        Assert.True(stays.SetEquals(await bed.ThereAsync()));
        Assert.Equal(8, stays.Count + (await bed.RecordedAsync()).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_processes_at_once_delete_it_once(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var visits = new List<RecordUnit>();
        await using (var db = await bed.Bed.DbAsync())
            foreach (var n in Enumerable.Range(0, 20))
                visits.Add((await bed.Service<IEnumerable<KeptRecords>>().Single(kind => kind.Kind == RecordKind.Visit).FindAsync(db, await bed.VisitAsync(bed.Now.AddMinutes(n)), RetentionBed.Cancellation))!);
        bed.To(bed.Now.AddYears(3));

        var gone = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bed.Erase().RunAsync("alder-valley-nhs-trust", RecordKind.Visit, visits, RetentionBed.Cancellation))));

        Assert.Equal(20, gone.Sum());
        Assert.Empty(await bed.ThereAsync());
        Assert.Equal(20, (await bed.RecordedAsync()).Count);
        if (store == "Sqlite") return;
        foreach (var n in Enumerable.Range(0, 10)) await bed.ConcernAsync(bed.Now.AddYears(-3).AddMinutes(n));
        bed.To(bed.Now.AddDays(1));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bed.Tend(bed.Erase()).TendAsync(RetentionBed.Cancellation)))), Assert.True);
        Assert.Equal(30, (await bed.RecordedAsync()).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Merged_referrals_stay_until_all_of_them_have_ended_and_go_together(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var (one, child) = await bed.ReferralAsync(bed.Now, ReferralState.LookedAt);
        var (other, merged) = await bed.ReferralAsync(bed.Now, ReferralState.Merged, into: child);
        var (third, _) = await bed.ReferralAsync(bed.Now, ReferralState.Merged, into: merged, council: "brackenford-council");
        bed.To(bed.Now.AddYears(4));
        Assert.True(await bed.SweepAsync());
        Assert.Equal(3, (await bed.ThereAsync()).Count);

        await bed.MoveAsync(child, ReferralState.Closed);
        bed.To(bed.Now.AddDays(1));
        Assert.True(await bed.SweepAsync());

        Assert.Empty(await bed.ThereAsync());
        Assert.Equal(3, (await bed.RecordedAsync()).Select(each => each.Record).Intersect([one, other, third]).Count());
        Assert.Single((await bed.RecordedAsync()).Select(each => each.Index).Distinct());
    }

    [Fact]
    public async Task What_is_not_over_is_never_deleted_however_old_it_is()
    {
        await using var bed = await RetentionBed.StartAsync();
        var open = new HashSet<Guid>
        {
            (await bed.ReferralAsync(bed.Now, unread: true)).Referral, (await bed.ReferralAsync(bed.Now, disputed: true)).Referral, (await bed.ReferralAsync(bed.Now, ReferralState.Withdrawn)).Referral,
            await bed.ConcernAsync(bed.Now, ConcernState.Waiting), await bed.ConcernAsync(bed.Now, allegation: true), await bed.VisitAsync(bed.Now, ended: false),
        };
        bed.To(bed.Now.AddYears(60));
        Assert.True(await bed.SweepAsync());
        Assert.True(open.SetEquals(await bed.ThereAsync()));
        Assert.Empty(await bed.RecordedAsync());
    }

    [Fact]
    public async Task A_referral_stays_as_long_as_any_of_its_owners_keeps_it_and_where_one_of_them_has_a_hold()
    {
        await using var bed = await RetentionBed.StartAsync(rules: "aldersham-council,referral,0,9,2024-01-01,,x\nalder-valley-nhs-trust,referral,0,2,2024-01-01,,x\nbrackenford-council,referral,0,2,2024-01-01,,x\n");
        var (kept, _) = await bed.ReferralAsync(bed.Now);
        var (held, _) = await bed.ReferralAsync(bed.Now, council: "brackenford-council", child: 1);
        var (unruled, _) = await bed.ReferralAsync(bed.Now, council: "castlebridge-council", child: 2);
        var hold = await bed.HeldAsync("officer-of-brackenford-council", child: 1);
        bed.To(bed.Now.AddYears(3));
        Assert.True(await bed.SweepAsync());
        Assert.True((await bed.ThereAsync()).SetEquals([kept, held, unruled]));
        Assert.True(await bed.Service<TendRetention>().TendAsync(RetentionBed.Cancellation));

        bed.To(bed.Now.AddYears(7));
        Assert.True(await bed.SweepAsync());
        Assert.True((await bed.ThereAsync()).SetEquals([held, unruled]));
        Assert.NotEqual(Guid.Empty, hold);
    }

    [Fact]
    public async Task A_look_that_did_not_get_through_in_a_day_goes_on_where_it_stood()
    {
        await using var bed = await RetentionBed.StartAsync();
        foreach (var n in Enumerable.Range(0, 200)) await bed.VisitAsync(bed.Now.AddMilliseconds(n));
        var last = await bed.VisitAsync(bed.Now.AddSeconds(1), child: 1);
        await bed.HeldAsync(child: 0);
        bed.To(bed.Now.AddYears(3));
        Assert.False(await bed.Tend(bed.Erase(_ => (_, _) => ValueTask.FromResult<AppendResult>(new AppendResult.NotRecorded("closed")))).TendAsync(RetentionBed.Cancellation));

        bed.To(bed.Now.AddDays(1));
        Assert.True(await bed.SweepAsync());

        Assert.DoesNotContain(last, await bed.ThereAsync());
        // What was planned is finished first, and nothing lies behind it.
        Assert.Equal(0, await LookedAsync(bed));
        // What stands before it is looked at again on the day after.
        bed.To(bed.Now.AddDays(1));
        Assert.True(await bed.SweepAsync());
        Assert.Equal(200, await LookedAsync(bed));
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_goes_and_the_next_look_goes_on()
    {
        await using var bed = await RetentionBed.StartAsync();
        await bed.VisitAsync(bed.Now);
        bed.To(bed.Now.AddYears(3));
        var closed = bed.Tend(bed.Erase(_ => (_, _) => ValueTask.FromResult<AppendResult>(new AppendResult.NotRecorded("closed"))));
        Assert.False(await closed.TendAsync(RetentionBed.Cancellation));
        Assert.Single(await bed.ThereAsync());

        Assert.True(await bed.SweepAsync());
        Assert.Empty(await bed.ThereAsync());
        Assert.Single(await bed.RecordedAsync());
    }

    [Fact]
    public async Task What_would_go_is_what_goes_and_a_record_that_went_is_said_to_have_gone()
    {
        await using var bed = await RetentionBed.StartAsync();
        var (soon, later) = (await bed.VisitAsync(bed.Now), await bed.VisitAsync(bed.Now.AddDays(200), child: 1));
        var concern = await bed.ConcernAsync(bed.Now);
        var (referral, _) = await bed.ReferralAsync(bed.Now);
        bed.To(bed.Now.AddYears(2).AddDays(-20));
        var preview = (await bed.Gateway.GetAsync("v1/retention/preview?days=30", "officer-of-alder-valley-nhs-trust")).Is(200).Json;
        Assert.Equal(new[] { soon, referral }.Order(), preview.GetProperty("going").EnumerateArray().Select(going => going.GetProperty("ids")[0].GetGuid()).Order());
        Assert.DoesNotContain("Childmark", preview.GetRawText());

        bed.To(bed.Now.AddDays(30));
        Assert.True(await bed.SweepAsync());

        Assert.Equal([later], await bed.ThereAsync());
        foreach (var (path, theirs, others) in ((string, string, string)[])[($"v1/referrals/{referral}", "nurse", "school-other"), ($"v1/referrals/{referral}", "csc-front-door", "gp"), ($"v1/concerns/{concern}", "dsl", "nurse"), ($"v1/visits/{soon}", "nurse", "dsl")])
        {
            Assert.Equal("urn:gateway:problem:deleted-at-the-end-of-its-time", (await bed.Gateway.GetAsync(path, theirs)).Is(410).Type);
            Assert.Equal(404, (await bed.Gateway.GetAsync(path, others)).Status);
        }
    }

    private static async Task<int> LookedAsync(RetentionBed bed)
    {
        await using var db = await bed.Bed.DbAsync();
        return await db.Set<RetentionSweep>().Where(sweep => sweep.Record == "visit").Select(sweep => sweep.Looked).SingleAsync(RetentionBed.Cancellation);
    }

    // Dies once the plan is made, before the entry or after it: what it held is rolled back, as when it is killed.
    private static async Task DieAsync(RetentionBed bed, Guid visit, bool afterEntry)
    {
        await using var db = await bed.Bed.DbAsync();
        var unit = await bed.Service<IEnumerable<KeptRecords>>().Single(kind => kind.Kind == RecordKind.Visit).FindAsync(db, visit, RetentionBed.Cancellation);
        var dying = bed.Erase(own => async (entry, stopping) =>
        {
            if (afterEntry) await own(entry, stopping);
            throw new IOException("killed");
        });
        await Assert.ThrowsAsync<IOException>(() => dying.RunAsync(unit!.Owner, RecordKind.Visit, [unit], RetentionBed.Cancellation));
    }

    private static async Task<Known> AddAsync(RetentionBed bed, Random random, DateTimeOffset at, int n)
    {
        var (child, born, open) = (random.Next(4), new DateOnly(2019, 3, 4).AddDays(random.Next(2000)), random.Next(4) == 0);
        var day = Gateway.Rules.Calendars.LondonTime.Day(at);
        return (n % 4) switch
        {
            0 => new Known((await bed.ReferralAsync(at, open ? ReferralState.Assessing : ReferralState.Closed, child: child, born: born)).Referral, RecordKind.Referral, child, born, day, open),
            1 => new Known(await bed.ConcernAsync(at, open ? ConcernState.Open : ConcernState.Closed, child: child), RecordKind.Concern, child, RetentionBed.Born, day, open),
            2 => new Known(await bed.AttendanceAsync(at, child, born), RecordKind.Attendance, child, born, day, false),
            _ => new Known(await bed.VisitAsync(at, !open, child, born), RecordKind.Visit, child, born, day, open),
        };
    }

    private sealed record Known(Guid Id, RecordKind Kind, int Child, DateOnly Born, DateOnly Last, bool Open)
    {
        // By hand, and not by the table's own words: the trust holds one child of every kind, the school the next one's concerns.
        public bool MayGo(DateOnly today, int held)
        {
            if (Open || (Kind == RecordKind.Concern ? Child == held + 1 : Child == held)) return false;
            var (age, years) = Kind switch { RecordKind.Concern => (0, 2), RecordKind.Visit => (12, 2), RecordKind.Attendance => (0, 4), _ => today < new DateOnly(2029, 7, 1) ? (10, 2) : (10, 3) };
            return Years(Last, today) >= years && Years(Born, today) >= age;
        }

        private static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);
    }
}
