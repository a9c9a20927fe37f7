using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Incidents.Store;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents;

/// <summary>An incident as its officer sees it: what was saved, what is missing, what the area's rules make of it so far. To anybody else it is not there: they read the referral.</summary>
internal sealed class ReadIncident(IDbContextFactory<GatewayContext> contexts, OpenIncident open, IncidentTables tables)
{
    /// <param name="counts">Whether earlier incidents are counted: they are others' too, and nobody has the number unrecorded.</param>
    public async Task<IncidentSeen?> OneAsync(Practitioner who, Guid id, CancellationToken stopping, bool counts = true)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == BeginIncident.Kind, stopping) is not { } referral)
            return null;
        var incident = await db.Set<Incident>().AsNoTracking().SingleAsync(one => one.Id == id, stopping);
        var (tasks, earlier) = (await open.OfAsync(db, id, stopping), counts ? await OpenIncident.EarlierAsync(db, incident, stopping) : null);
        var facts = IncidentFacts.Of(tasks, earlier, open.Today);
        var area = open.AreaOf(tasks);
        var (rating, rules) = tables.Routing.Route(facts, area, open.Today);
        return new IncidentSeen(referral, tasks, earlier, rating, rules, [.. tables.Marac.Met(facts, area, open.Today).Select(met => met.Rule).Order(StringComparer.Ordinal)]);
    }
}

/// <param name="Earlier">Incidents at the place in the twelve months before, as they were counted; none where nobody could count.</param>
/// <param name="Marac">What makes it a case to ask about a MARAC; empty where nothing does.</param>
internal sealed record IncidentSeen(Referral Referral, IReadOnlyDictionary<string, JsonElement> Tasks, int? Earlier, Rating Rating, ImmutableArray<string> Rules, ImmutableArray<string> Marac);
