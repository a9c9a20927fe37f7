using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>Which of a department's visits are listed.</summary>
internal enum VisitFilter
{
    NotFinished,
    LeftToday,
    All,
}

/// <summary>
/// A department's visits as its own people may see them: the list of children who are there (A0), one of them, and the week's list for the psychosocial meeting. What
/// is shown is recorded first, on each child's trail.
/// </summary>
internal sealed class ReadVisits(
    IDbContextFactory<GatewayContext> contexts, MayVisit may, VisitTerms terms, SealVisits seal, AddEntry entries, ConfirmGone gone, PoliciesInForce policies, AppendToLedger append, TimeProvider time)
{
    private const int Page = 50;
    private const int Adult = 18;
    private static readonly byte[] NoPolicy = new byte[32];

    public async Task<VisitShown?> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } visit || !may.See(who, visit)) return null;
        var seen = Seen(who, visit, await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == id).OrderBy(entry => entry.Number).ToListAsync(stopping));
        return await RecordAsync(who, "visit-read", [seen], stopping) is { } receipt ? new VisitShown.Shown(seen, receipt) : new VisitShown.LedgerClosed();
    }

    /// <summary>Null where this is not theirs to read.</summary>
    public async Task<VisitsShown?> ListAsync(Practitioner who, VisitFilter filter, WorkCursor? after, CancellationToken stopping)
    {
        if (!may.Be(who, VisitPart.Read)) return null;
        var (agency, midnight) = (who.Agency.Id, LondonTime.Instant(LondonTime.Day(time.GetUtcNow()).ToDateTime(TimeOnly.MinValue)));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Visit>().AsNoTracking().Where(visit => visit.Agency == agency);
        all = filter switch
        {
            VisitFilter.NotFinished => all.Where(visit => visit.End == VisitEnd.None),
            VisitFilter.LeftToday => all.Where(visit => visit.End == VisitEnd.LeftEarly && visit.EndedAt >= midnight),
            _ => all,
        };
        if (after is not null) all = all.Where(visit => visit.ArrivedAt > after.At || (visit.ArrivedAt == after.At && visit.Id > after.Id));
        var rows = await all.OrderBy(visit => visit.ArrivedAt).ThenBy(visit => visit.Id).Take(Page + 1).ToListAsync(stopping);
        var seen = await SeenAsync(db, who, rows.Take(Page), stopping);
        if (await RecordAsync(who, "visits-read", seen, stopping) is not { } receipt) return new VisitsShown.LedgerClosed();
        return new VisitsShown.Shown(seen, rows.Count > Page ? new WorkCursor(false, rows[Page - 1].ArrivedAt, rows[Page - 1].Id) : null, receipt);
    }

    /// <summary>The children of a week of whom the meeting speaks, each with why: seven days from a day on.</summary>
    public async Task<MeetingShown?> MeetingAsync(Practitioner who, DateOnly from, CancellationToken stopping)
    {
        if (!may.Be(who, VisitPart.Meeting)) return null;
        var (agency, first, last) = (who.Agency.Id, Midnight(from), Midnight(from.AddDays(7)));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var rows = await db.Set<Visit>().AsNoTracking().Where(visit => visit.Agency == agency && visit.ArrivedAt >= first && visit.ArrivedAt < last).OrderBy(visit => visit.ArrivedAt).ThenBy(visit => visit.Id).ToListAsync(stopping);
        var often = await OftenAsync(db, who, first, last, stopping);
        var all = await SeenAsync(db, who, rows, stopping);
        ImmutableArray<MeetingRow> listed = [.. all.Select(seen => new MeetingRow(seen, Why(seen, often))).Where(row => !row.Why.IsEmpty && (row.Seen.About.AgeOn(from) ?? 0) < Adult)];
        LedgerReceipt? receipt = null;
        foreach (var page in listed.Length == 0 ? [[]] : listed.Chunk(Page))
            if ((receipt = await RecordAsync(who, "visit-meeting-read", [.. page.Select(row => row.Seen)], stopping)) is null) return new MeetingShown.LedgerClosed();
        var went = all.Count(seen => seen.Visit.End is VisitEnd.Discharged or VisitEnd.Overridden && seen.Standing.EverConcern);
        var gone = all.Count(seen => seen.Visit.End is VisitEnd.LeftEarly or VisitEnd.NotRecorded && seen.Standing.EverConcern);
        return new MeetingShown.Shown(from, listed, new OverridesCounted(went, all.Count(seen => seen.Visit.End == VisitEnd.Overridden), gone), receipt!);
    }

    /// <summary>The last seven days that are over.</summary>
    public DateOnly LastWeek => LondonTime.Day(time.GetUtcNow()).AddDays(-7);

    private async Task<HashSet<string>> OftenAsync(GatewayContext db, Practitioner who, DateTimeOffset first, DateTimeOffset last, CancellationToken stopping)
    {
        var (agency, since, most) = (who.Agency.Id, first.AddMonths(-6), terms.RepeatVisits(who.Agency.Areas, LondonTime.Day(first)));
        var children = await db.Set<Visit>().AsNoTracking().Where(visit => visit.Agency == agency && visit.ArrivedAt >= since && visit.ArrivedAt < last).GroupBy(visit => visit.Child)
            .Where(visits => visits.Count() > most).Select(visits => visits.Key).ToListAsync(stopping);
        return [.. children.Select(Convert.ToHexString)];
    }

    private static ImmutableArray<string> Why(VisitSeen seen, HashSet<string> often)
    {
        var why = ImmutableArray.CreateBuilder<string>();
        if (seen.Standing.EverConcern) why.Add("concern");
        if (seen.Standing.Plan) why.Add(seen.ShowsPlan ? "plan" : "known");
        if (seen.About.Child is not null && often.Contains(Convert.ToHexString(seen.Visit.Child))) why.Add("visits");
        if (seen.Entries.Any(entry => entry.Kind == EntryKind.Concern && new FormPart(entry.Sent, default).Words("kinds").Contains("self-harm"))) why.Add("self-harm");
        if (seen.Visit.End == VisitEnd.LeftEarly) why.Add("left-early");
        if (seen.Visit.End == VisitEnd.Overridden) why.Add("overridden");
        if (seen.Visit.End == VisitEnd.NotRecorded) why.Add("not-recorded");
        return why.ToImmutable();
    }

    private async Task<ImmutableArray<VisitSeen>> SeenAsync(GatewayContext db, Practitioner who, IEnumerable<Visit> rows, CancellationToken stopping)
    {
        var seen = ImmutableArray.CreateBuilder<VisitSeen>();
        foreach (var some in rows.Chunk(Page))
        {
            var ids = some.Select(visit => visit.Id).ToArray();
            var kept = (await db.Set<VisitEntry>().AsNoTracking().Where(entry => ids.Contains(entry.Visit)).OrderBy(entry => entry.Number).ToListAsync(stopping)).ToLookup(entry => entry.Visit);
            seen.AddRange(some.Select(visit => Seen(who, visit, [.. kept[visit.Id]])));
        }

        return seen.ToImmutable();
    }

    private VisitSeen Seen(Practitioner who, Visit visit, List<VisitEntry> rows)
    {
        var (about, standing) = (seal.Open(visit), VisitEvents.Of(rows, seal));
        var open = visit.End == VisitEnd.None ? entries.OpenThings(standing, visit, who, time.GetUtcNow()) : standing.Open();
        return new VisitSeen(visit, about, standing, open, [.. rows.Select(Opened)], standing.Plan && MayRead(who, visit, about)) { IsOverdue = gone.IsOverdue(who, visit, time.GetUtcNow()) };
    }

    private EntrySeen Opened(VisitEntry entry)
    {
        var content = seal.Open(entry);
        return new EntrySeen(entry, EntryKindWords.TryRead(entry.Kind, out var kind) ? kind : throw new InvalidDataException("A stored entry of a visit does not read."), content.GetProperty("sent"), content.GetProperty("found"));
    }

    // That there is a plan was told to whoever asked; a colleague is told as far as the rules let their own role be told.
    private bool MayRead(Practitioner who, Visit visit, AboutVisit about) => policies.Current is { } policy
        && Decide.Request(policy, new RequestFacts(time.GetUtcNow(), who.Role, Purpose.UnscheduledCare, [Item.PlanFlag])
        {
            Relationship = new Relationship(RelationshipType.Encounter, visit.EndedAt),
            AgeYears = about.AgeOn(Clock.Today(time)),
        }).Items[0].Outcome == Outcome.Share;

    private async Task<LedgerReceipt?> RecordAsync(Practitioner who, string kind, ImmutableArray<VisitSeen> shown, CancellationToken stopping) =>
        await append(VisitEntries.Shown(who, kind, [.. shown.Select(one => (one.Visit, one.About.Child, one.ShowsPlan))], policies.Current?.Hash ?? NoPolicy, time.GetUtcNow()), stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;

    private static DateTimeOffset Midnight(DateOnly day) => LondonTime.Instant(day.ToDateTime(TimeOnly.MinValue));
}

/// <summary>An entry as it is read.</summary>
internal sealed record EntrySeen(VisitEntry Entry, EntryKind Kind, JsonElement Sent, JsonElement Found);

/// <param name="Open">What keeps the child; of one who has gone, what was open.</param>
/// <param name="ShowsPlan">There is a plan, and the reader may know.</param>
internal sealed record VisitSeen(Visit Visit, AboutVisit About, VisitStanding Standing, ImmutableArray<OpenThing> Open, ImmutableArray<EntrySeen> Entries, bool ShowsPlan)
{
    /// <summary>Nobody ended it, and the time is over by which somebody should have.</summary>
    public bool IsOverdue { get; init; }

    public string Questions => Standing.Questions is null || Standing.Questions.Answers.ContainsValue(QuestionAnswer.NotYet) ? "outstanding" : "complete";

    public string Answer => Standing.Check switch
    {
        null => "not-asked",
        { Found: false } => "not-found",
        { Silent.IsEmpty: false } => "incomplete",
        _ => "complete",
    };

    /// <summary>As its concerns said, for the whole visit.</summary>
    public ImmutableArray<NoticeWord> Handling => HandlingOf.Ordered(Entries.Where(entry => entry.Kind == EntryKind.Concern).SelectMany(entry => HandlingOf.Chosen(new FormPart(entry.Sent, default))));

    public string Concern => !Standing.Concerns.IsEmpty ? "open" : Standing.EverConcern ? "closed" : "none";

    /// <summary>When a part was last told of something of this visit; none where it was not.</summary>
    public DateTimeOffset? ToldAt(string part) => Entries.LastOrDefault(entry => entry.Found.GetProperty("told").EnumerateArray().Any(told => told.GetProperty("part").ValueEquals(part)))?.Entry.At;
}

/// <param name="Why">Words: <c>concern</c>, <c>plan</c>, <c>known</c>, <c>visits</c>, <c>self-harm</c>, <c>left-early</c>, <c>overridden</c>, <c>not-recorded</c>.</param>
internal sealed record MeetingRow(VisitSeen Seen, ImmutableArray<string> Why)
{
    public string? Outcome => Seen.Entries.LastOrDefault(entry => entry.Kind == EntryKind.MeetingOutcome) is { } entry ? new FormPart(entry.Sent, default).Text("outcome") : null;
}

/// <summary>What the board counts (workflows, R20): the target is that nobody is let go with something open.</summary>
/// <param name="WithConcern">How many went home of whom somebody had worried.</param>
/// <param name="Overridden">How many were let go with something open.</param>
/// <param name="GoneWithConcern">How many left early, or were gone without anybody's recording how, of whom somebody had worried.</param>
internal sealed record OverridesCounted(int WithConcern, int Overridden, int GoneWithConcern);

internal abstract record VisitShown
{
    private VisitShown() { }

    public sealed record Shown(VisitSeen Seen, LedgerReceipt Receipt) : VisitShown;

    public sealed record LedgerClosed : VisitShown;
}

internal abstract record VisitsShown
{
    private VisitsShown() { }

    public sealed record Shown(ImmutableArray<VisitSeen> Visits, WorkCursor? Next, LedgerReceipt Receipt) : VisitsShown;

    public sealed record LedgerClosed : VisitsShown;
}

internal abstract record MeetingShown
{
    private MeetingShown() { }

    public sealed record Shown(DateOnly From, ImmutableArray<MeetingRow> Rows, OverridesCounted Counted, LedgerReceipt Receipt) : MeetingShown;

    public sealed record LedgerClosed : MeetingShown;
}
