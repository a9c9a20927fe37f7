using Gateway.Data;
using Gateway.Messages;
using Gateway.Messages.Store;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Messages;

/// <summary>A run of numbers is let go by its ends: a row in a gap of them, which somebody wrote late, stays and is read.</summary>
public sealed class OutboxRowsTests(PostgresServer server)
{
    [Theory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Exactly_those_that_went_are_let_go_and_exactly_those_that_are_not_under_way_are_read(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        await using var db = await bed.DbAsync();
        var (rows, random) = (new OutboxRows(bed.Service<Gateway.Data.Store>()), new Random(7));
        foreach (var share in (double[])[0, 0.02, 0.5, 0.98, 1])
        {
            for (var n = 0; n < 200; n++) db.Add(OwedMessage.Of(Guid.NewGuid(), MessageNames.Moved, "aldersham-council", Guid.NewGuid(), 1, [], bed.Gateway.Clock.GetUtcNow()));
            await db.SaveChangesAsync(ReferralBed.Cancellation);
            var all = await SequencesAsync(db);
            long[] some = [.. all.Where(_ => random.NextDouble() < share)];

            Assert.Equal(all.Except(some), (await rows.NextAsync(2000, some, [], ReferralBed.Cancellation)).Select(row => row.Sequence));
            await rows.GoneAsync(some, ReferralBed.Cancellation);
            Assert.Equal(all.Except(some), await SequencesAsync(db));
        }
    }

    private static Task<List<long>> SequencesAsync(GatewayContext db) =>
        db.Set<OwedMessage>().AsNoTracking().OrderBy(message => message.Sequence).Select(message => message.Sequence).ToListAsync(ReferralBed.Cancellation);
}
