using Gateway.Audit;
using Gateway.Federation;
using Gateway.Rules.Signals;
using Gateway.Signals;
using Gateway.Signals.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>A signal is every council's that was told: it goes when none of them keeps it any more.</summary>
public sealed class SignalsThatGoTests(PostgresServer server)
{
    private const string Rules = "aldersham-council,signal,0,2,2024-01-01,,x\nbrackenford-council,signal,0,6,2024-01-01,,x\ncastlebridge-council,signal,18,2,2024-01-01,,x\n";

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_signal_stays_as_long_as_the_council_that_keeps_it_longest_and_where_one_has_no_rule(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, Rules);
        var began = bed.Now;
        var alone = await SignalAsync(bed, " aldersham-council ");
        var longer = await SignalAsync(bed, " aldersham-council brackenford-council ");
        var untilGrown = await SignalAsync(bed, " castlebridge-council ");
        var unruled = await SignalAsync(bed, " aldersham-council dunmere-council ");

        foreach (var (years, left) in ((int, Guid[])[])[(1, [alone, longer, untilGrown, unruled]), (3, [longer, untilGrown, unruled]), (7, [untilGrown, unruled]), (12, [unruled])])
        {
            bed.To(began.AddYears(years));
            await bed.Service<TendSignals>().TendAsync(RetentionBed.Cancellation);
            await using var db = await bed.Bed.DbAsync();
            Assert.True(left.ToHashSet().SetEquals(await db.Set<Signal>().Select(signal => signal.Id).ToListAsync(RetentionBed.Cancellation)), $"after {years} years");
        }

        Assert.Equal([1, 1, 1], (await bed.Gateway.Entries.OfAsync(EntryType.Erasure)).Where(entry => entry.Common.TryGetProperty("signals", out _)).Select(entry => entry.Common.GetProperty("signals").GetInt32()));
    }

    private static async Task<Guid> SignalAsync(RetentionBed bed, string councils)
    {
        await using var db = await bed.Bed.DbAsync();
        var last = new CheckOfLedger(Random.Shared.NextInt64(1L << 40, 1L << 41), "alder-valley-nhs-trust", new ChildAsked(ReferralBed.NumberOf(0), RetentionBed.Born), bed.Now, PlanSaid.Nothing);
        var signal = Signal.Of(last, Random.Shared.NextInt64(), last.At.AddDays(30), []);
        db.Add(signal);
        await db.SaveChangesAsync(RetentionBed.Cancellation);
        await db.Set<Signal>().Where(one => one.Id == signal.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Councils, councils).SetProperty(one => one.ToldAt, last.At), RetentionBed.Cancellation);
        return signal.Id;
    }
}
