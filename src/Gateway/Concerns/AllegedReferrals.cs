using Gateway.Concerns.Store;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>What began as a concern that turned out to be about a member of staff goes another way, and so does the referral that came of it: nobody draws it up or hands it out by the child.</summary>
internal static class AllegedReferrals
{
    /// <summary>Which of these came of an allegation.</summary>
    public static async Task<HashSet<Guid>> AmongAsync(GatewayContext db, IReadOnlyCollection<Guid> referrals, CancellationToken stopping)
    {
        Guid[] ids = [.. referrals];
        var links = db.Set<ConcernReferral>().AsNoTracking().Where(link => ids.Contains(link.Referral) && db.Set<Concern>().Any(one => one.Id == link.Concern && one.Allegation));
        return [.. await links.Select(link => link.Referral).ToListAsync(stopping)];
    }
}
