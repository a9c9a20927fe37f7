using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>Adds to a concern: what its author or whoever has it wants to add, or what a safeguarding lead decides. Nothing that was written is changed.</summary>
internal sealed class AddToConcern(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, ConcernTables tables, SealConcerns seal, WhoReads reads, TellOfConcern tell, DraftFromConcern draft, Register register, TimeProvider time)
{
    public Task<ConcernDone> AddAsync(Practitioner who, Guid id, Guid request, JsonElement written, CancellationToken stopping) => RunAsync(who, id, request, written, ConcernForm.Added, ConcernNote.Added, stopping);

    public Task<ConcernDone> DecideAsync(Practitioner who, Guid id, Guid request, JsonElement written, CancellationToken stopping) => RunAsync(who, id, request, written, ConcernForm.Decided, ConcernNote.Decided, stopping);

    private async Task<ConcernDone> RunAsync(Practitioner who, Guid id, Guid request, JsonElement written, FormField.Group form, string kind, CancellationToken stopping)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var sent = seal.OfSent($"{who.Role} {kind} {id:N}", written);
        await using var read = await contexts.CreateDbContextAsync(stopping);
        if (await BeforeAsync(read, who, id, request, sent, stopping) is { } before) return before;
        if (await read.Set<Concern>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } concern || !May(reads.Of(who, concern), kind)) return new ConcernDone.NotFound();
        var faults = CheckForm.Of(form, written, tables.Codes, register, now).ToList();
        if (faults.Count == 0) faults.AddRange(await UnknownAsync(read, who, written, stopping));
        if (faults.Count > 0) return new ConcernDone.Faulty(faults);
        var named = written.TryGetProperty("about", out var about) ? about : (JsonElement?)null;
        if (named is not null && !reads.Receivers(concern.School, named).Any()) return new ConcernDone.NobodyReceives();
        var note = ConcernNote.Of(Guid.CreateVersion7(now), id, kind, who, request, sent, [], now);
        var entry = ConcernEntries.Of(Word(kind, concern, named), who, id, concern.Allegation || named is not null, seal.Open(concern), LondonTime.Day(now), named is null ? json => Actions(json, written) : null);
        var done = await record.RunAsync(db => PutAsync(db, who, concern.Version, note, written, named, now), entry, stopping);
        tell.Committed();
        await using var after = await contexts.CreateDbContextAsync(stopping);
        return done switch
        {
            RecordedOnce.Done(var receipt) => new ConcernDone.Done(await after.Set<Concern>().AsNoTracking().SingleAsync(one => one.Id == id, stopping), receipt) { Referral = (await LinksAsync(after, note, stopping)).Find(link => link.Decision == note.Id)?.Referral },
            RecordedOnce.LedgerClosed => new ConcernDone.Closed(),
            _ => await BeforeAsync(after, who, id, request, sent, stopping) ?? new ConcernDone.Elsewhere(),
        };
    }

    // Whoever receives an allegation, and its author, may add to it; nobody decides about one here.
    private static bool May(ConcernPart part, string kind) => kind == ConcernNote.Added ? part != ConcernPart.None : part == ConcernPart.Lead;

    private static string Word(string kind, Concern concern, JsonElement? named) =>
        named is not null ? "concern-moved" : kind == ConcernNote.Decided ? "concern-decided" : concern.Allegation ? "allegation-added" : "concern-added";

    private static void Actions(Utf8JsonWriter json, JsonElement written)
    {
        if (written.TryGetProperty("actions", out var actions)) json.WriteString("actions"u8, string.Join(' ', actions.EnumerateArray().Select(action => action.GetString())));
    }

    // The entry was made of it as it was read: of what has become an allegation since, a pupil's trail would tell.
    private async Task<int> PutAsync(GatewayContext db, Practitioner who, int version, ConcernNote note, JsonElement written, JsonElement? named, DateTimeOffset now)
    {
        var id = note.Concern;
        // A file that is being sent is there, or finds an allegation: never neither.
        if (named is not null) await db.Set<Concern>().Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version));
        if (await db.Set<Concern>().SingleOrDefaultAsync(one => one.Id == id && one.Version == version) is not { } concern || !May(reads.Of(who, concern), note.Kind)) return 0;
        concern.Touch();
        if (note.Kind == ConcernNote.Decided)
        {
            Decide(db, who, concern, note.Id, written, named, now);
            await (named is null ? TellOfConcern.StopAsync(db, id) : TellOfConcern.TakeBackAsync(db, id));
        }

        db.Add(ConcernNote.Of(note.Id, id, note.Kind, who, note.Request, note.Sent, seal.Note(note.Id, written), now));
        if (named is not null || (note.Kind == ConcernNote.Added && IsNews(who, concern)))
            await tell.TellAsync(db, who, concern, HandlingOf.Chosen(new FormPart(seal.Open(concern), LondonTime.Day(now))), now, CancellationToken.None, named is not null ? "" : $"{note.Id:N}");
        if (named is not null) await tell.CopiedAsync(db, who, concern, now, CancellationToken.None);
        return await SaveOnce.RunAsync(db);
    }

    // Nobody looks again at what they have read or closed unless they are told; what no lead has read yet is read with it.
    private bool IsNews(Practitioner who, Concern concern)
    {
        if (concern.Allegation) return true;
        if (reads.Of(who, concern) == ConcernPart.Lead || (concern.ReadAt is null && concern.State == ConcernState.New)) return false;
        if (concern.State == ConcernState.Closed) concern.State = ConcernState.New;
        return true;
    }

    private void Decide(GatewayContext db, Practitioner who, Concern concern, Guid decision, JsonElement written, JsonElement? named, DateTimeOffset now)
    {
        (concern.Owner, concern.DeputyAt, concern.LookAt) = (who.Subject, null, new FormPart(written, LondonTime.Day(now)).Day("monitorUntil") is { } until ? LondonTime.Instant(until.ToDateTime(TimeOnly.MinValue)) : null);
        concern.State = written.GetProperty("then").GetString() switch { "closed" => ConcernState.Closed, "waiting" => ConcernState.Waiting, _ => ConcernState.Open };
        if (named is { } about) (concern.Allegation, concern.Named) = (true, seal.Named(concern.Id, about));
        if (written.TryGetProperty("refer", out var refer)) db.Add(ConcernReferral.Of(concern.Id, draft.Add(db, who, concern, refer, now), decision));
    }

    private async Task<IEnumerable<FieldFault>> UnknownAsync(GatewayContext db, Practitioner who, JsonElement written, CancellationToken stopping)
    {
        if (!written.TryGetProperty("links", out var links)) return [];
        var ids = links.EnumerateArray().Select(link => link.GetProperty("concern").GetGuid()).ToArray();
        var known = (await db.Set<Concern>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(stopping)).Where(one => reads.Of(who, one) == ConcernPart.Lead).Select(one => one.Id).ToHashSet();
        return ids.Select((linked, n) => (linked, n)).Where(each => !known.Contains(each.linked)).Select(each => new FieldFault($"/links/{each.n}/concern", "Name the earlier concern by its id"));
    }

    private async Task<ConcernDone?> BeforeAsync(GatewayContext db, Practitioner who, Guid id, Guid request, byte[] sent, CancellationToken stopping)
    {
        if (await db.Set<ConcernNote>().AsNoTracking().SingleOrDefaultAsync(one => one.Request == request, stopping) is not { } before) return null;
        if (before.Concern != id || !CryptographicOperations.FixedTimeEquals(before.Sent, sent)) return new ConcernDone.RequestIdReused();
        var concern = await db.Set<Concern>().AsNoTracking().SingleAsync(one => one.Id == id, stopping);
        // Whoever moved it knows what it is; anybody else may be the one whom it names.
        return reads.Of(who, concern) != ConcernPart.None || seal.Open(before).TryGetProperty("about", out _) ? new ConcernDone.Done(concern, null) { Referral = Begun(before, await LinksAsync(db, before, stopping)) } : new ConcernDone.NotFound();
    }

    // What that decision began, and no other. Of a link that was kept before links named their decision there was one.
    private Guid? Begun(ConcernNote note, List<ConcernReferral> links) =>
        (links.Find(link => link.Decision == note.Id) ?? (note.Kind == ConcernNote.Decided && seal.Open(note).TryGetProperty("refer", out _) ? links.FirstOrDefault() : null))?.Referral;

    private static Task<List<ConcernReferral>> LinksAsync(GatewayContext db, ConcernNote note, CancellationToken stopping) =>
        db.Set<ConcernReferral>().AsNoTracking().Where(link => link.Concern == note.Concern && (link.Decision == note.Id || link.Decision == null)).ToListAsync(stopping);
}
