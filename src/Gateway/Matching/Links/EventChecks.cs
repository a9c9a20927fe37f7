using Gateway.Agencies;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>What has to be so for a merge or a split, when it is proposed and again when it is agreed to.</summary>
internal static class EventChecks
{
    public static async Task<bool> StandsAsync(GatewayContext db, Redirects redirects, LinkEvent one, CancellationToken stopping)
    {
        var (kept, joined) = (new ChildKey(one.Kept), new ChildKey(one.Joined));
        if (one.Kind != LinkEventKind.Split)
            return !redirects.WouldCircle(joined, kept) && redirects.Follow(joined) == joined && !await ResolveLinks.AreKeptApartAsync(db, redirects, kept, joined, stopping);
        if (!await UndoesAsync(db, one, stopping)) return false;
        var moved = one.MovedLinks.ToList();
        var found = await db.Set<ChildLink>().AsNoTracking().Where(link => moved.Contains(link.Id) && link.Slot == Guid.Empty).ToListAsync(stopping);
        return found.Count == moved.Count && found.TrueForAll(link => link.Authority != Consistency.Nhs && redirects.AreOne(link.Key, kept));
    }

    /// <summary>Whose linked records either child has.</summary>
    public static async Task<HashSet<string>> AgenciesAsync(GatewayContext db, Redirects redirects, ChildKey kept, ChildKey joined, CancellationToken stopping)
    {
        // Both children's own keys, and what was merged into them.
        var standing = await db.Set<ChildLink>().AsNoTracking().Where(link => link.Slot == Guid.Empty && link.Authority != Consistency.Nhs)
            .Where(link => link.Child == kept.Value || link.Child == joined.Value || db.Set<ChildRedirect>().Any(redirect => redirect.From == link.Child && redirect.EndedBy == Guid.Empty))
            .Select(link => new { link.Child, link.Authority }).ToListAsync(stopping);
        return [.. standing.Where(link => redirects.AreOne(new(link.Child), kept) || redirects.AreOne(new(link.Child), joined)).Select(link => link.Authority)];
    }

    /// <summary>Whether an officer may agree: of another agency that has linked records of either child, else of any council but the proposer's.</summary>
    public static async Task<bool> MayAnswerAsync(GatewayContext db, Redirects redirects, LinkEvent one, Practitioner who, CancellationToken stopping)
    {
        if (TwoPeople.WhyNot(one.Agency, one.Proposer, who.Agency.Id, who.Subject) is not null) return false;
        var agencies = await AgenciesAsync(db, redirects, new(one.Kept), new(one.Joined), stopping);
        return agencies.Contains(who.Agency.Id) || (who.Agency.Kind == AgencyKind.LocalAuthority && agencies.All(agency => agency == one.Agency));
    }

    // A split ends one merge that is in force, of these two; or parts what no merge joined, from a time that has been.
    private static async Task<bool> UndoesAsync(GatewayContext db, LinkEvent one, CancellationToken stopping)
    {
        if (one.Undoes is not { } merge) return one.Since is { } since && since <= one.At && one.MovedLinks.Any();
        return await db.Set<ChildRedirect>().AnyAsync(redirect => redirect.Id == merge && redirect.EndedBy == Guid.Empty && redirect.From == one.Joined && redirect.To == one.Kept, stopping);
    }
}
