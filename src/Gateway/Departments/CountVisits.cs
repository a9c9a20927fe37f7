using Gateway.Agencies;
using Gateway.Data;
using Gateway.Departments.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>Whether a child has come more often than the area's rule says, as the meeting's list counts.</summary>
internal sealed class CountVisits(VisitTerms terms)
{
    /// <summary>This visit counted in.</summary>
    public async Task<bool> IsOftenAsync(GatewayContext db, Practitioner who, Visit visit, DateTimeOffset now, CancellationToken stopping)
    {
        var (id, agency, child, since) = (visit.Id, visit.Agency, visit.Child, now.AddMonths(-6));
        return await db.Set<Visit>().CountAsync(one => one.Agency == agency && one.Child == child && one.ArrivedAt >= since && one.Id != id, stopping) + 1 > terms.RepeatVisits(who.Agency.Areas, LondonTime.Day(now));
    }
}
