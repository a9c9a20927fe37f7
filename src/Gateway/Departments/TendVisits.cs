using System.Globalization;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>
/// What nobody does about a visit and is told all the same: the practice hears of one that nobody ended (E3; workflows, 2.2 T17), and the people of the weekly meeting that their list is ready (E28). In any
/// number of processes on the store: of one visit, and of one week, there is one notice.
/// </summary>
internal sealed class TendVisits(
    IDbContextFactory<GatewayContext> contexts, VisitTerms terms, SealVisits seal, AddEntry entries, FindWhom whom, FindVisitors visitors, TellOfVisits tell, PostToInbox inbox, Register register,
    IConfiguration configuration, TimeProvider time, ILogger<TendVisits> log)
    : Sweep(Seconds(configuration, "Departments:SweepSeconds", 60), time, log)
{
    private const int Batch = 200;

    // What is left open for longer than this was told of, or cannot be.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // What this process told already, or had nothing to tell of.
    private readonly HashSet<Guid> _done = [];

    protected override string Of => "Visits";

    protected override Task LookAsync(CancellationToken stopping) => RoundAsync(stopping);

    /// <summary>One round. When it is over, what was due before it began is told.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await UnendedAsync(now, stopping);
        foreach (var agency in register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.NhsTrust)) await TryAsync(() => InOneAsync(db => ListAsync(db, agency, now, stopping), stopping), "The list of a weekly meeting", stopping);
    }

    private async Task UnendedAsync(DateTimeOffset now, CancellationToken stopping)
    {
        var (today, after, last, open) = (LondonTime.Day(now), now - Longest, Guid.Empty, new HashSet<Guid>());
        await using var db = await contexts.CreateDbContextAsync(stopping);
        while (true)
        {
            var page = await db.Set<Visit>().AsNoTracking().Where(visit => visit.End == VisitEnd.None && (visit.ArrivedAt > after || (visit.ArrivedAt == after && visit.Id > last)))
                .OrderBy(visit => visit.ArrivedAt).ThenBy(visit => visit.Id).Take(Batch).ToListAsync(stopping);
            foreach (var visit in page.Where(visit => open.Add(visit.Id) && !_done.Contains(visit.Id)))
                if (register.Agencies.GetValueOrDefault(visit.Agency) is { } agency && terms.UnendedAfter(agency.Areas, today) is { } within && visit.ArrivedAt + within <= now
                    && await TryAsync(() => InOneAsync(change => UnendedAsync(change, agency, visit, now, stopping), stopping), "A visit that nobody ended", stopping))
                    _done.Add(visit.Id);
            if (page.Count < Batch) break;
            (after, last) = (page[^1].ArrivedAt, page[^1].Id);
        }

        _done.IntersectWith(open);
    }

    // Each by itself: what cannot be told of one is told of the others.
    private async Task InOneAsync(Func<GatewayContext, Task> tell, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await tell(db);
        if (await db.SaveChangesAsync(stopping) > 0) inbox.Committed();
    }

    // Of what worried somebody the practice heard before; it, and whoever visits the child, hear only where the child is theirs by their own record.
    private async Task UnendedAsync(GatewayContext db, Agency agency, Visit visit, DateTimeOffset now, CancellationToken stopping)
    {
        var id = visit.Id;
        var rows = await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == id).ToListAsync(stopping);
        if (VisitEvents.Of(rows, seal).EverConcern) return;
        var (about, who) = (seal.Open(visit), new Practitioner(agency, "department", "ed-treating-clinician", null));
        var found = await whom.OfAsync(who, about, entries.Answered(rows), null, stopping);
        await tell.UnendedAsync(db, visit, about, who, found, await visitors.OfAsync(visit.Id, who, about, AddEntry.ListedAt(found), stopping), now, stopping);
    }

    // Of the seven days that are over, on the day that the area's rule names; of a week in which nobody came there is none.
    private async Task ListAsync(GatewayContext db, Agency agency, DateTimeOffset now, CancellationToken stopping)
    {
        var today = LondonTime.Day(now);
        if (terms.MeetingDay(agency.Areas, today) is not { } day || day != (today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek)) return;
        var (id, first, last) = (agency.Id, LondonTime.Instant(today.AddDays(-7).ToDateTime(TimeOnly.MinValue)), LondonTime.Instant(today.ToDateTime(TimeOnly.MinValue)));
        if (!await db.Set<Visit>().AnyAsync(visit => visit.Agency == id && visit.ArrivedAt >= first && visit.ArrivedAt < last, stopping)) return;
        foreach (var role in terms.MeetingRoles(today).Where(role => agency.Has(role)))
            await inbox.AddNewAsync(db, new Posting(NoticeEvent.ListReady, new NoticeSubject(NoticeSubjectKind.List, today.AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), new PostingTo(NoticeRecipient.Invitee, id) { Role = role }, last)
            {
                Words = [NoticeWord.Ready],
            }, stopping);
    }
}
