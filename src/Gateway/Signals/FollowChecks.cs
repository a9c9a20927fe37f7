using Gateway.Audit;
using Gateway.Data;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>
/// Reads the ledger on from where it was read to, by this process or another, and has the checks in it counted. A check waits for nothing of it, and none is
/// missed: what the ledger has, it counts, and what it counted it has moved past in the same transaction.
/// </summary>
internal sealed class FollowChecks(IDbContextFactory<GatewayContext> contexts, Ledger ledger, CountChecks count, RunsInForce runs, TimeProvider time)
{
    public const string Name = "checks";

    private const int Batch = 64;

    // Entries that are no checks are moved past in memory, and written down now and then.
    private const int Unwritten = 1000;

    private (long Stored, long Read) _at = (-1, -1);

    public async Task RunAsync(CancellationToken stopping)
    {
        var stored = await StoredAsync(stopping);
        var at = _at.Stored == stored ? _at.Read : stored;
        while (await ReadAsync(at, stopping) is var (checks, next) && next > at)
        {
            at = next;
            if (checks.Count > 0 || at - stored >= Unwritten)
            {
                // Somebody else counted them first: the next round begins where they are.
                if (!await count.TryAsync(stored, at, checks, stopping)) return;
                stored = at;
            }

            _at = (stored, at);
        }
    }

    private async Task<long> StoredAsync(CancellationToken stopping)
    {
        await using (var db = await contexts.CreateDbContextAsync(stopping))
            if (await db.Set<LedgerFollowed>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == Name, stopping) is { } followed) return followed.Position;
        await contexts.AddNewAsync([new LedgerFollowed { Name = Name, Position = 0 }], stopping);
        return 0;
    }

    private async Task<(List<CheckOfLedger> Checks, long Next)> ReadAsync(long from, CancellationToken stopping)
    {
        var (checks, at, old) = (new List<CheckOfLedger>(), from, time.GetUtcNow() - runs.Longest);
        for (; checks.Count < Batch && at - from < Unwritten; at++)
        {
            if (await ledger.ReadLeafAsync(at, stopping) is not { } leaf)
            {
                if (await ledger.AfterLostAsync(at, stopping) is not { } after) break;
                at = after - 1;
                continue;
            }

            var when = DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds);
            if (leaf.Type == (byte)EntryType.Disclosure && leaf.Sections == 1 && when > old && await CheckOfLedger.ReadAsync(ledger, at, when, stopping) is { } check) checks.Add(check);
        }

        return (checks, at);
    }
}
