using System.Globalization;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Data;
using Gateway.Rules.Signals;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>
/// Counts checks on children, and keeps a signal where they are a run: in one transaction with the mark up to where the ledger was read, so that a check counts once
/// in whichever process, and one that dies counts nothing.
/// </summary>
internal sealed class CountChecks(IDbContextFactory<GatewayContext> contexts, RunsInForce runs, Register register, PatternKey keys)
{
    /// <summary>False where somebody else has read on from there: nothing was counted.</summary>
    public async Task<bool> TryAsync(long from, long to, IReadOnlyList<CheckOfLedger> checks, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await db.Set<LedgerFollowed>().Where(one => one.Name == FollowChecks.Name && one.Position == from)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Position, to), stopping) != 1) return false;
        foreach (var check in checks) await CountAsync(db, check, stopping);
        await transaction.CommitAsync(stopping);
        return true;
    }

    private async Task CountAsync(GatewayContext db, CheckOfLedger check, CancellationToken stopping)
    {
        if (runs.On(LondonTime.Day(check.At)) is not { } terms) return;
        var key = keys.Of(check.Child.NhsNumber);
        var kind = register.Agencies.GetValueOrDefault(check.Agency)?.Kind.Word() ?? "other";
        if (await db.Set<Signal>().Where(signal => signal.ChildKey == key && signal.At <= check.At && signal.EndsAt > check.At).FirstOrDefaultAsync(stopping) is { } open)
        {
            // Asked again with a reason, by the same person on the same day, it is one check.
            if (!check.Reasoned || !open.Has(AskerOf(check), check.At)) open.Adds(Kept(kind, check.Agency, check.At, AskerOf(check)));
        }
        else await AddAsync(db, check, terms, key, kind, stopping);
        await db.SaveChangesAsync(stopping);
    }

    private async Task AddAsync(GatewayContext db, CheckOfLedger check, RunTerms terms, long key, string kind, CancellationToken stopping)
    {
        var since = check.At - terms.Within;
        var before = await db.Set<CheckSeen>().Where(one => one.ChildKey == key && one.At > since).ToListAsync(stopping);
        var asker = AskerOf(check);
        var seen = new CheckSeen { Position = check.Position, ChildKey = key, Agency = check.Agency, Kind = kind, Asker = asker, At = check.At, Plan = check.Plan };
        // What it was asked again for is known since: the later answer stands for both, and a plan that either told of is a plan.
        if (check.Reasoned && before.Find(one => one.Asker == asker && Signal.IsOneDay(one.At, check.At)) is { } asked)
        {
            before.Remove(asked);
            db.Remove(asked);
            seen = new CheckSeen { Position = check.Position, ChildKey = key, Agency = check.Agency, Kind = kind, Asker = asker, At = asked.At, Plan = asked.Plan == PlanSaid.Held ? PlanSaid.Held : check.Plan };
        }

        db.Add(seen);
        if (terms.RunAt([.. before.Append(seen).Select(one => new CheckCounted(one.Agency, one.At, one.Plan))], check.At).IsEmpty) return;
        db.Add(Signal.Of(check, key, check.At + terms.Within, before.Append(seen).OrderBy(one => one.At).Select(one => Kept(one.Kind, one.Agency, one.At, one.Asker))));
        // What made this run makes no other.
        db.RemoveRange(before.Append(seen));
    }

    private string Kept(string kind, string agency, DateTimeOffset at, long asker) => Signal.Kept(kind, keys.Of("signal", agency), at, asker);

    private long AskerOf(CheckOfLedger check) => BitConverter.ToInt64(keys.Of("signal-asker", $"{check.Agency}\n{check.Practitioner}"));
}
