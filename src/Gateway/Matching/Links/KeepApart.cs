using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>Says that two children are never one. It makes stricter only, so one person is enough; it wins over every score, and stays.</summary>
internal sealed class KeepApart(IDbContextFactory<GatewayContext> contexts, RecordOnce record, ResolveLinks links, TimeProvider time)
{
    public async Task<RecordedOnce> RunAsync(Practitioner who, ChildAsked one, ChildAsked other, string reason, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await links.OwnKeyAsync(db, one.NhsNumber, stopping) is not { } first || await links.OwnKeyAsync(db, other.NhsNumber, stopping) is not { } second) return new RecordedOnce.TooLate();
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        // Two who are merged are split first: a pair that is one would keep a child apart from itself.
        if (redirects.AreOne(first, second) || !await SpeaksForAsync(db, redirects, who, first, second, stopping)) return new RecordedOnce.TooLate();
        var pair = DoNotLink.Of(first.Value, second.Value, new LinkActor(who.Agency.Id, who.Subject), reason, time.GetUtcNow());
        return await record.RunAsync(tx => AddAsync(tx, pair), LinkEntries.KeptApart(who, one, other, reason), stopping);
    }

    private static async Task<bool> SpeaksForAsync(GatewayContext db, Redirects redirects, Practitioner who, ChildKey one, ChildKey other, CancellationToken stopping) =>
        who.Agency.Kind == AgencyKind.LocalAuthority || (await EventChecks.AgenciesAsync(db, redirects, one, other, stopping)).Contains(who.Agency.Id);

    private static async Task<int> AddAsync(GatewayContext db, DoNotLink pair)
    {
        db.Add(pair);
        try
        {
            await db.SaveChangesAsync();
            return 1;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return 0;
        }
    }
}
