using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>A notice is its own agency's: what its agency holds or never lets go stays, whoever deletes the record that it speaks of.</summary>
public sealed class NoticesOfWhatGoesTests(PostgresServer server)
{
    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Notices_of_a_visit_that_goes_stay_where_their_agency_has_a_hold_or_keeps_them_for_ever(string store)
    {
        // A council with no row of its own, where there is none for everybody, keeps what it was told.
        await using var bed = await RetentionBed.StartAsync(server, store, RetentionBed.Short + "aldersham-council,notice,0,2,2024-01-01,,x\n");
        var (visit, free) = (await bed.VisitAsync(bed.Now), await bed.VisitAsync(bed.Now, child: 1));
        foreach (var (of, child) in ((Guid, int)[])[(visit, 0), (free, 1)])
            foreach (var council in (string[])["aldersham-council", "brackenford-council"]) await bed.ToldAsync(child, of, council, NoticeRecipient.FrontDoor);
        // What nobody took keeps the visit: here somebody took all of them.
        await using (var taken = await bed.Bed.DbAsync())
            await taken.Set<InboxNotice>().ExecuteUpdateAsync(set => set.SetProperty(notice => notice.AcknowledgedAt, bed.Now).SetProperty(notice => notice.NextAt, (DateTimeOffset?)null), RetentionBed.Cancellation);
        await bed.HeldAsync("officer-of-aldersham-council", "notice", child: 0);
        bed.To(bed.Now.AddYears(3));

        Assert.True(await bed.SweepAsync());

        Assert.Empty(await bed.ThereAsync());
        await using var db = await bed.Bed.DbAsync();
        var left = await db.Set<InboxNotice>().Select(notice => new { notice.Agency, notice.Subject }).ToListAsync(RetentionBed.Cancellation);
        Assert.Equal([("aldersham-council", visit), ("brackenford-council", visit), ("brackenford-council", free)], left.Select(notice => (notice.Agency, Guid.Parse(notice.Subject))).OrderBy(notice => notice.Agency).ThenBy(notice => notice.Item2 == free));
    }
}
