using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Matching.Links.Store;

namespace Gateway.Matching.Links;

/// <summary>Takes an agency's records one by one, and keeps for the scoreboard how it went.</summary>
internal sealed class TakeUpload(MatchRecord match, AssertLink assert, RecordOnce record, TimeProvider time)
{
    /// <returns>Null where the ledger is closed; what was linked until then stays linked.</returns>
    public async Task<(LedgerReceipt Receipt, LinkUpload Upload, ImmutableArray<Asserted> Each)?> RunAsync(Practitioner who, ImmutableArray<FeedRecord> records, CancellationToken stopping)
    {
        var each = ImmutableArray.CreateBuilder<Asserted>(records.Length);
        foreach (var one in records)
        {
            each.Add(await assert.RunAsync(who, one, await match.OfAsync(one, stopping), stopping));
            if (each[^1] == Asserted.NotRecorded) return null;
        }

        var upload = LinkUpload.Of(who.Agency.Id, records.Length, each.Count(one => one == Asserted.Linked), each.Count(one => one == Asserted.Possible), time.GetUtcNow());
        return await record.RunAsync(db => AddAsync(db, upload), LinkEntries.Uploaded(who, upload), stopping) is RecordedOnce.Done(var receipt) ? (receipt, upload, each.ToImmutable()) : null;
    }

    private static async Task<int> AddAsync(GatewayContext db, LinkUpload upload)
    {
        db.Add(upload);
        await db.SaveChangesAsync();
        return 1;
    }
}
