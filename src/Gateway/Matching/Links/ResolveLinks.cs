using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>Which link of a number stands, and which merges are in force after it.</summary>
internal sealed class ResolveLinks(LinkKeys keys)
{
    /// <summary>True where somebody said that these two are never one.</summary>
    public static async Task<bool> AreKeptApartAsync(GatewayContext db, Redirects redirects, ChildKey one, ChildKey other, CancellationToken stopping)
    {
        var pairs = await db.Set<DoNotLink>().AsNoTracking().ToListAsync(stopping);
        var (first, second) = (redirects.Follow(one), redirects.Follow(other));
        return pairs.Exists(pair => Together(redirects, pair, first, second));
    }

    public static Task<ChildLink?> StandingAsync(GatewayContext db, string authority, byte[] token, CancellationToken stopping) =>
        db.Set<ChildLink>().SingleOrDefaultAsync(link => link.Authority == authority && link.Token == token && link.Slot == Guid.Empty, stopping);

    public static async Task<Redirects> RedirectsAsync(GatewayContext db, CancellationToken stopping) => new(
        (await db.Set<ChildRedirect>().AsNoTracking().Where(redirect => redirect.EndedBy == Guid.Empty).ToListAsync(stopping))
        .Select(redirect => KeyValuePair.Create(new ChildKey(redirect.From), new ChildKey(redirect.To))));

    /// <summary>The key of the child whose NHS number it is, after merges; null where nothing was ever linked to it.</summary>
    public async Task<ChildKey?> OwnKeyAsync(GatewayContext db, NhsNumber number, CancellationToken stopping) =>
        (await StandingAsync(db, Consistency.Nhs, keys.Of(number), stopping))?.Key;

    private static bool Together(Redirects redirects, DoNotLink pair, ChildKey first, ChildKey second)
    {
        var (one, other) = (redirects.Follow(new ChildKey(pair.One)), redirects.Follow(new ChildKey(pair.Other)));
        return (one, other) == (first, second) || (one, other) == (second, first);
    }
}
