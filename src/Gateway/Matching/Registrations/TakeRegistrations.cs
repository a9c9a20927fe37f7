using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Matching.Registrations.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Registrations;

/// <summary>
/// Takes a batch whole or not at all: what it says, how far the agency is and the ledger's entry become durable together. Batches come one
/// after the other in all processes, so that who reads the children in the order of their positions misses none.
/// </summary>
internal sealed class TakeRegistrations(RecordOnce record, SealStatements seal, FollowRegistrations follow)
{
    public async Task<Taken> RunAsync(Practitioner who, ImmutableArray<RegistrationLine> lines, CancellationToken stopping)
    {
        var (before, position) = (0L, 0L);
        var outcome = await record.RunAsync(async db =>
        {
            var last = await LockAsync(db, lines.Length);
            before = await db.Set<RegistrationSender>().Where(sender => sender.Agency == who.Agency.Id).Select(sender => sender.Sequence).SingleOrDefaultAsync();
            position = Math.Max(before, lines[^1].Sequence);
            var fresh = lines.RemoveAll(line => line.Sequence <= before);
            if (fresh.Length > 0 && fresh[0].Sequence != before + 1) return 0;
            await SayAsync(db, fresh, last);
            await MoveAsync(db, who.Agency.Id, before, position);
            await db.SaveChangesAsync();
            CrashPoint.BatchSaid.Reached();
            return 1;
        }, RegistrationEntries.Taken(who, lines), stopping);
        if (outcome is RecordedOnce.Done) follow.Wake();
        return outcome switch
        {
            RecordedOnce.Done(var receipt) => new Taken.Whole(receipt, position, lines.Count(line => line.Sequence > before)),
            RecordedOnce.TooLate => new Taken.Gap(before + 1),
            _ => new Taken.LedgerClosed(),
        };
    }

    // The row is held until the end: positions become durable in their order.
    private static async Task<long> LockAsync(GatewayContext db, int lines)
    {
        await db.Set<RegistrationFeed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Position, feed => feed.Position + lines));
        return await db.Set<RegistrationFeed>().Select(feed => feed.Position).SingleAsync();
    }

    private async Task SayAsync(GatewayContext db, ImmutableArray<RegistrationLine> fresh, long last)
    {
        var byToken = fresh.GroupBy(line => line.Statement.Number).Select(lines => (Token: seal.Token(lines.Key), Lines: lines)).ToArray();
        byte[][] tokens = [.. byToken.Select(one => one.Token)];
        var held = (await db.Set<RegisteredChild>().Where(child => tokens.Contains(child.Token)).ToListAsync()).ToDictionary(child => Convert.ToHexString(child.Token));
        foreach (var (token, lines) in byToken)
        {
            var row = held.GetValueOrDefault(Convert.ToHexString(token));
            var said = row is null ? Statements.None(lines.Key) : seal.Open(token, row.Sealed);
            var content = seal.Seal(token, lines.Aggregate(said, (all, line) => all.With(line.Statement)));
            if (row is null) db.Add(RegisteredChild.Of(token, last--, content));
            else row.Become(last--, content);
        }
    }

    private static async Task MoveAsync(GatewayContext db, string agency, long before, long position)
    {
        if (before == 0) db.Add(RegistrationSender.Of(agency, position));
        else await db.Set<RegistrationSender>().Where(sender => sender.Agency == agency).ExecuteUpdateAsync(set => set.SetProperty(sender => sender.Sequence, position));
    }
}
