using Gateway.Agencies;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Signals;

/// <summary>
/// Tells the child's council of a run of checks: each council of the child's homes, else the council where whoever asked last is. Once, with the mark that it was told in
/// the same transaction as the notice.
/// </summary>
internal sealed class TellSignals(
    IDbContextFactory<GatewayContext> contexts, Children children, Register register, PostToInbox inbox, TimeProvider time, ILogger<TellSignals> log)
{
    private const int Batch = 64;

    // Who could not be looked up is looked up again: after as long as it has waited already, so that one that nobody can ever place is no work for ever.
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var signal in await db.Set<Signal>().AsNoTracking().Where(one => one.ToldAt == null && one.NextTryAt <= now).OrderBy(one => one.NextTryAt).Take(Batch).ToListAsync(stopping))
            if (await CouncilsAsync(signal, stopping) is { Length: > 0 } councils) await TellAsync(signal, councils, now, stopping);
            else await LaterAsync(db, signal, Again(signal, now), stopping);
    }

    private static DateTimeOffset Again(Signal signal, DateTimeOffset now) => now + TimeSpan.FromTicks(Math.Clamp((now - signal.At).Ticks, Soonest.Ticks, Longest.Ticks));

    // None where nobody could look where the child lives, and later somebody may.
    private async Task<string[]> CouncilsAsync(Signal signal, CancellationToken stopping)
    {
        var match = await children.MatchAsync(signal.Child, signal.DateOfBirth, stopping);
        if (match is ChildMatch.NotKnown) return [];
        string[] home = match is ChildMatch.Exact exact ? [.. exact.Home.Councils.Where(register.Agencies.ContainsKey)] : [];
        return home.Length > 0 ? home : [.. (register.Agencies.GetValueOrDefault(signal.LastAgency)?.Areas ?? []).Select(register.CouncilOf).OfType<Agency>().Select(council => council.Id).Distinct()];
    }

    private async Task TellAsync(Signal signal, string[] councils, DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        var told = $" {string.Join(' ', councils)} ";
        if (await db.Set<Signal>().Where(one => one.Id == signal.Id && one.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldAt, now).SetProperty(one => one.Councils, told), stopping) != 1) return;
        foreach (var council in councils) await inbox.AddNewAsync(db, Posting(signal, council), stopping);
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
        inbox.Committed();
    }

    // It tells no item of the child, so it names nobody; the ledger's entry is on the child's trail.
    private static Posting Posting(Signal signal, string council) =>
        new(NoticeEvent.RunOfChecks, NoticeSubject.Signal(signal.Id), new PostingTo(NoticeRecipient.FrontDoor, council), signal.At)
        {
            Child = new ChildAsked(signal.Child, signal.DateOfBirth),
            Items = [],
            Words = [NoticeWord.NoConcernMeant],
        };

    private async Task LaterAsync(GatewayContext db, Signal signal, DateTimeOffset at, CancellationToken stopping)
    {
        log.LogWarning("For signal {Signal} nobody could say which council is the child's; it is looked for again", signal.Id);
        await db.Set<Signal>().Where(one => one.Id == signal.Id && one.ToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextTryAt, at), stopping);
    }
}
