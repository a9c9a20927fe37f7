using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>One concern, or lists of them, to whoever has them. The first lead who reads one, other than its author, is why no deputy is told.</summary>
internal sealed class ReadConcerns(IDbContextFactory<GatewayContext> contexts, WhoReads reads, SealConcerns seal, RecordReading record, TimeProvider time)
{
    public static readonly ImmutableArray<string> Tabs = ["new", "mine", "waiting", "closed"];

    private const int Page = 50;

    /// <summary>What is shown, once the ledger has it; none where there is no such concern for them.</summary>
    public async Task<ConcernSeen> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Concern>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } concern || reads.Of(who, concern) is not (not ConcernPart.None and var part)) return new ConcernSeen.NotFound();
        var notes = await db.Set<ConcernNote>().AsNoTracking().Where(note => note.Concern == id).OrderBy(note => note.At).ThenBy(note => note.Id).ToListAsync(stopping);
        if (await record.RunAsync(who, concern.Allegation ? "allegation-read" : "concern-read", [id], stopping) is not { } receipt) return new ConcernSeen.Closed(concern, part);
        if (part == ConcernPart.Lead && concern.ReadAt is null && concern.Author != who.Subject)
        {
            var (now, reader) = (time.GetUtcNow(), who.Name ?? who.Subject);
            await db.Set<Concern>().Where(one => one.Id == id && one.ReadAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.ReadAt, now).SetProperty(one => one.ReadBy, reader).SetProperty(one => one.DeputyAt, (DateTimeOffset?)null), stopping);
        }

        // Their author sees what they and others added, and not what was decided: a lead tells them.
        var linked = part == ConcernPart.Lead ? await LinkedAsync(db, who, notes, stopping) : [];
        var copies = part == ConcernPart.Receiver ? await TellOfConcern.Copies(db, id).OrderBy(file => file.SentAt).ToListAsync(stopping) : [];
        return new ConcernSeen.Shown(concern, part, linked, [.. copies.Select(file => (file.To, file.SentAt))], [.. notes.Where(note => part != ConcernPart.Author || (note.Kind == ConcernNote.Added && note.Person == who.Subject))], receipt)
        {
            Referrals = part == ConcernPart.Lead ? await ReferralsAsync(db, id, stopping) : [],
        };
    }

    // Ids that the gateway gives are in order of time, also of what is not there any more; stores order them each in its own way.
    private static async Task<ImmutableArray<(Guid Referral, DateTimeOffset? BegunAt)>> ReferralsAsync(GatewayContext db, Guid concern, CancellationToken stopping)
    {
        var ids = await db.Set<ConcernReferral>().AsNoTracking().Where(link => link.Concern == concern).Select(link => link.Referral).ToListAsync(stopping);
        var there = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.DraftedAt, stopping);
        return [.. ids.OrderByDescending(id => id.ToString("N"), StringComparer.Ordinal).Select(id => (id, there.TryGetValue(id, out var at) ? at : (DateTimeOffset?)null))];
    }

    /// <summary>In which part somebody has it, where nothing of it is shown.</summary>
    public async Task<ConcernPart> PartAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<Concern>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is { } concern ? reads.Of(who, concern) : ConcernPart.None;
    }

    // What became an allegation since is as if it had never been.
    private async Task<ImmutableArray<Concern>> LinkedAsync(GatewayContext db, Practitioner who, List<ConcernNote> notes, CancellationToken stopping)
    {
        Guid[] ids = [.. notes.SelectMany(note => LinksOf(seal.Open(note))).Distinct()];
        var rows = ids.Length == 0 ? [] : await db.Set<Concern>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(stopping);
        return [.. rows.Where(one => reads.Of(who, one) == ConcernPart.Lead).OrderBy(one => one.WrittenAt)];
    }

    /// <summary>The concerns that a decision said to belong together.</summary>
    public static IEnumerable<Guid> LinksOf(JsonElement decided) => decided.TryGetProperty("links", out var links) ? links.EnumerateArray().Select(link => link.GetProperty("concern").GetGuid()) : [];

    /// <summary>The queue of a school's leads, the oldest first. Allegations are in none.</summary>
    public async Task<(ImmutableArray<Concern> Shown, WorkCursor? Next)> QueueAsync(Practitioner who, string tab, WorkCursor? after, CancellationToken stopping)
    {
        var (school, subject) = (who.Agency.Id, who.Subject);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Concern>().AsNoTracking().Where(one => one.School == school && !one.Allegation);
        all = tab switch
        {
            "new" => all.Where(one => one.State == ConcernState.New),
            "mine" => all.Where(one => one.State == ConcernState.Open && one.Owner == subject),
            "waiting" => all.Where(one => one.State == ConcernState.Waiting || (one.State == ConcernState.Open && one.Owner != subject)),
            _ => all.Where(one => one.State == ConcernState.Closed),
        };
        if (after is not null) all = all.Where(one => one.WrittenAt > after.At || (one.WrittenAt == after.At && one.Id > after.Id));
        var rows = await all.OrderBy(one => one.WrittenAt).ThenBy(one => one.Id).Take(Page + 1).ToListAsync(stopping);
        ImmutableArray<Concern> shown = [.. rows.Take(Page)];
        return (shown, rows.Count > Page ? Cursor(shown[^1]) : null);
    }

    /// <summary>What its author wrote, the newest first.</summary>
    public async Task<(ImmutableArray<Concern> Shown, WorkCursor? Next)> WrittenAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var (school, subject) = (who.Agency.Id, who.Subject);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Concern>().AsNoTracking().Where(one => one.School == school && one.Author == subject).OrderByDescending(one => one.WrittenAt).ThenByDescending(one => one.Id);
        return await ShownAsync(
            last => last is null ? all : all.Where(one => one.WrittenAt < last.At || (one.WrittenAt == last.At && one.Id < last.Id)), one => reads.Of(who, one) != ConcernPart.None, after, stopping);
    }

    /// <summary>Allegations that come to somebody, the oldest first; of what names them there is no sign.</summary>
    public async Task<(ImmutableArray<Concern> Shown, WorkCursor? Next)> AllegationsAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var schools = reads.SchoolsOf(who);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Concern>().AsNoTracking().Where(one => one.Allegation && schools.Contains(one.School)).OrderBy(one => one.WrittenAt).ThenBy(one => one.Id);
        return await ShownAsync(
            last => last is null ? all : all.Where(one => one.WrittenAt > last.At || (one.WrittenAt == last.At && one.Id > last.Id)), one => reads.Of(who, one) == ConcernPart.Receiver, after, stopping);
    }

    // Read on until the page is full of what is theirs: a page that is a row short, or that promises more and has none, would tell whom an allegation names that there is one.
    private static async Task<(ImmutableArray<Concern> Shown, WorkCursor? Next)> ShownAsync(Func<WorkCursor?, IQueryable<Concern>> rest, Func<Concern, bool> theirs, WorkCursor? after, CancellationToken stopping)
    {
        var found = new List<Concern>();
        for (var last = after; ;)
        {
            var rows = await rest(last).Take(Page + 1).ToListAsync(stopping);
            found.AddRange(rows.Where(theirs));
            if (found.Count > Page) return ([.. found.Take(Page)], Cursor(found[Page - 1]));
            if (rows.Count <= Page) return ([.. found], null);
            last = Cursor(rows[^1]);
        }
    }

    private static WorkCursor Cursor(Concern last) => new(false, last.WrittenAt, last.Id);
}

internal abstract record ConcernSeen
{
    private ConcernSeen() { }

    /// <param name="Linked">What decisions said to belong to it, as far as a lead has it still.</param>
    /// <param name="Copies">Other schools that had a copy before it was known to be an allegation: to who receives it.</param>
    public sealed record Shown(Concern Concern, ConcernPart Part, ImmutableArray<Concern> Linked, ImmutableArray<(string School, DateTimeOffset SentAt)> Copies, ImmutableArray<ConcernNote> Notes, LedgerReceipt Receipt) : ConcernSeen
    {
        /// <summary>Every referral that came of it, the newest first, and when it was begun where it is still there: to a lead.</summary>
        public ImmutableArray<(Guid Referral, DateTimeOffset? BegunAt)> Referrals { get; init; } = [];
    }

    public sealed record NotFound : ConcernSeen;

    /// <summary>Nothing of it is shown: whose it is says only where they go on.</summary>
    public sealed record Closed(Concern Concern, ConcernPart Part) : ConcernSeen;
}
