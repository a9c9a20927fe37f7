using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>The asks that one person has a side in: those to answer and those of their own. Reading them is recorded before they are shown.</summary>
internal sealed class TheirAsks(IDbContextFactory<GatewayContext> contexts, RecordReading reading)
{
    /// <summary>What waits first, the soonest due first. Null where the ledger cannot record it.</summary>
    public async Task<(WorkPage<Ask> Page, LedgerReceipt Receipt)?> ListAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var page = await WorkPage<Ask>.ReadAsync(Of(db, who), ask => ask.AnsweredAt == null, ask => ask.DueAt, after, stopping);
        return await reading.RunAsync(who, "asks-read", page.Shown.Select(ask => ask.Id), stopping) is { } receipt ? (page, receipt) : null;
    }

    public async Task<AskReply> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await Of(db, who).SingleOrDefaultAsync(ask => ask.Id == id, stopping) is { } ask ? await ShowAsync(who, ask, stopping) : new AskReply.NotFound();
    }

    public async Task<AskReply> ShowAsync(Practitioner who, Ask ask, CancellationToken stopping) =>
        await reading.RunAsync(who, "asks-read", [ask.Id], stopping) is { } receipt ? new AskReply.Shown(ask, receipt) : new AskReply.Closed();

    // Once one is answered it is between the two: to colleagues it is no work any more.
    private static IQueryable<Ask> Of(GatewayContext db, Practitioner who)
    {
        var (agency, subject, role) = (who.Agency.Id, who.Subject, $" {who.Role} ");
        return db.Set<Ask>().AsNoTracking().Where(ask => (ask.AskerAgency == agency && ask.Asker == subject)
            || (ask.Holder == agency && ask.Roles.Contains(role) && (ask.AnsweredAt == null || ask.AnsweredBy == subject)
                && !db.Set<AskRecusal>().Any(recused => recused.Ask == ask.Id && recused.Practitioner == subject)));
    }
}
