using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments.Form;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>
/// The one way in which something is recorded of a visit. It is held to what was recorded before it; the row is claimed, the ledger's entry is durable, and only then are entry and
/// notices, in one transaction. The same request is one entry for ever; of two at once the second is held to what the first recorded.
/// </summary>
internal sealed class AddEntry(
    IDbContextFactory<GatewayContext> contexts, MayVisit may, VisitTerms terms, VisitWords words, SealVisits seal, ReadRecordedCheck checks, IdentifyChild identify, ConfirmGone gone, FindWhom whom, FindVisitors visitors, CountVisits count,
    TellOfVisits tell, ReferralTables tables, Register register, BankHolidays holidays, AppendToLedger append, TimeProvider time)
{
    // As many as may write of one child at once: each time one of them is through.
    private const int Tries = 12;

    public async Task<EntryAdded> RunAsync(Practitioner who, Guid visit, EntryKind kind, JsonElement sent, Guid requestId, CancellationToken stopping)
    {
        if (!may.Be(who, PartOf(kind))) return new EntryAdded.NotAllowed();
        var request = VisitRequest.Of(who, requestId, seal.OfSent($"{visit:N} {kind.Word()}", System.Text.Encoding.UTF8.GetBytes(sent.GetRawText())));
        for (var tried = 1; ; tried++)
        {
            var added = await TryAsync(who, visit, kind, sent, request, stopping);
            if (added is not null || tried == Tries) return added ?? new EntryAdded.Elsewhere();
        }
    }

    // None where somebody recorded something at the same moment.
    private async Task<EntryAdded?> TryAsync(Practitioner who, Guid id, EntryKind kind, JsonElement sent, VisitRequest request, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await BeforeAsync(db, request, stopping) is { } before) return before;
        if (await db.Set<Visit>().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } visit || !may.See(who, visit)) return new EntryAdded.NotFound();
        var entries = await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == id).ToListAsync(stopping);
        var (about, standing, now) = (seal.Open(visit), VisitEvents.Of(entries, seal), Whole(time.GetUtcNow()));
        // Of a child who has gone nothing that ends a visit is asked any more.
        if (kind is EntryKind.Discharge or EntryKind.Override or EntryKind.LeftEarly or EntryKind.Gone && visit.End != VisitEnd.None) return new EntryAdded.Ended();
        if (Faults(who, kind, sent, standing, now) is { Count: > 0 } faults) return new EntryAdded.Faulty(faults);
        if (WhyNot(who, visit, kind, standing, entries) is { } not) return not;
        var found = await FindAsync(who, about, visit, kind, sent, entries, request, stopping);
        // The same request may have come through since it was looked for above.
        if (found.Not is { } cannot) return await BeforeAsync(db, request, stopping) ?? cannot;
        var entry = new Pending(who, visit, found.Joined ?? about, request, Guid.CreateVersion7(now), kind, sent, now, found, Handling(entries, kind, sent));
        return await StoreAsync(db, entry, standing, stopping);
    }

    private async Task<EntryAdded?> StoreAsync(GatewayContext db, Pending pending, VisitStanding standing, CancellationToken stopping)
    {
        var (who, visit, kind, part) = (pending.Who, pending.Visit, pending.Kind, new FormPart(pending.Sent, default));
        var bare = Content(pending, [], []);
        var openBefore = OpenThings(standing, visit, who, pending.At);
        standing = VisitEvents.Of(kind, pending.Id, bare).Aggregate(standing, (before, one) => before.With(one));
        var (end, open) = kind == EntryKind.Override ? (VisitEnd.Overridden, openBefore) : EndOf(kind, standing, visit, who, pending.At);
        visit.Added(end, pending.At);
        var often = await JoinAsync(db, pending, stopping);
        // They are asked before the transaction, and only of what gave no concern and is over.
        var visiting = TellOfVisits.TellsOfAttendance(kind, standing, end) ? await visitors.OfAsync(pending.Request.Id, who, pending.About, ListedAt(pending.Found.Whom), stopping) : [];
        var told = TellOfVisits.Of(kind, part, standing, end, who, Whom(kind, part, pending.Found.Whom), visiting);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            return null;
        }

        // The row is claimed: the same request may have come through between the two looks, and is recorded once.
        if (await BeforeAsync(db, pending.Request, CancellationToken.None) is { } before) return before;

        // Once it is queued it may land: giving up now could leave the ledger ahead of the store.
        if (await append(VisitEntries.Added(who, pending.Request, visit, pending.Id, kind, pending.About.Child, open, told), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return new EntryAdded.LedgerClosed();
        var content = JsonSerializer.SerializeToUtf8Bytes(Content(pending, open, told));
        var entry = VisitEntry.Of(who, visit, pending.Request, pending.Id, kind, seal.Content(pending.Id, content), pending.At, receipt);
        db.Add(entry);
        await tell.TellAsync(db, visit, pending.About, pending.Request, who, part, standing, pending.At, told, pending.Handling, CancellationToken.None);
        if (often is not null) await tell.RepeatedAsync(db, visit, pending.About, who, standing.Plan, often, pending.At, CancellationToken.None);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            // The same request came twice at once, and the other one is through.
            return null;
        }

        tell.Committed();
        return new EntryAdded.Added(visit.Id, pending.Id, kind == EntryKind.Discharge && end == VisitEnd.None ? open : []);
    }

    // From here on it is a visit of this child, and counts among theirs: whom to tell where they come often.
    private async Task<OftenFound?> JoinAsync(GatewayContext db, Pending pending, CancellationToken stopping)
    {
        if (pending.Found.Joined is not { } about) return null;
        pending.Visit.Joined(seal.OfChild(pending.Visit.Agency, about), seal.About(pending.Visit.Id, about));
        if (!await count.IsOftenAsync(db, pending.Who, pending.Visit, pending.At, stopping)) return null;
        return new OftenFound(await whom.OfAsync(pending.Who, about, null, null, stopping), await visitors.OfAsync(pending.Request.Id, pending.Who, about, null, stopping));
    }

    /// <summary>The practice whose own list has the child.</summary>
    internal static string? ListedAt(WhomFound? whom) => whom?.Of(NoticeRecipient.Gp) is { Relationship: Rules.Policy.RelationshipType.Registration } practice ? practice.Agency.Id : null;

    private (VisitEnd End, ImmutableArray<OpenThing> Open) EndOf(EntryKind kind, VisitStanding standing, Visit visit, Practitioner who, DateTimeOffset now) => kind switch
    {
        EntryKind.Discharge => Judge(standing, visit, who, now) switch
        {
            DischargeJudged.MayGo => (VisitEnd.Discharged, []),
            DischargeJudged.NotYet(var open) => (VisitEnd.None, open),
            DischargeJudged.CheckWanted(var open) => (VisitEnd.None, open),
            _ => (VisitEnd.None, standing.Open()),
        },
        EntryKind.LeftEarly => (VisitEnd.LeftEarly, standing.Open()),
        EntryKind.Gone => (VisitEnd.NotRecorded, standing.Open()),
        _ => (VisitEnd.None, standing.Open()),
    };

    /// <summary>Everything that keeps the child now, the last discharge check counted in.</summary>
    public ImmutableArray<OpenThing> OpenThings(VisitStanding standing, Visit visit, Practitioner who, DateTimeOffset now) => Judge(standing, visit, who, now) switch
    {
        DischargeJudged.NotYet(var open) => open,
        DischargeJudged.CheckWanted(var open) => open,
        DischargeJudged.MayGo => [],
        _ => standing.Open(),
    };

    private DischargeJudged Judge(VisitStanding standing, Visit visit, Practitioner who, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        var areas = register.CustodianOf(visit.Site)?.Agency.Areas ?? who.Agency.Areas;
        return JudgeDischarge.Of(standing, terms.Rules(areas, today), today.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(today));
    }

    private List<FieldFault> Faults(Practitioner who, EntryKind kind, JsonElement sent, VisitStanding standing, DateTimeOffset now)
    {
        var today = LondonTime.Day(now);
        if (new VisitForms(now, who, terms.Questions(today)).Of(kind, standing) is not { } form) return [new FieldFault("entry", "This is not something to record")];
        List<FieldFault> faults = [.. CheckForm.Of(form, sent, tables.Codes, register, today)];
        var part = new FormPart(sent, today);
        var rung = kind == EntryKind.Discharge ? part.Parts("rung").Select((row, n) => (Key: row.Text("about"), At: $"/rung/{n}/about")).ToArray() : kind == EntryKind.Rung ? [(part.Text("about"), "/about")] : [];
        var open = standing.Open().Where(thing => thing.MayBeRung).ToArray();
        faults.AddRange(rung.Where(row => row.Key is not null && !open.Any(thing => thing.Key == row.Key)).Select(row => new FieldFault(row.At, "This is not open, or cannot be rung instead")));
        // Where a concern is open that is shown first; else each silence is answered for, one by one.
        if (kind == EntryKind.Discharge && standing.WantsDischargeCheck && !part.Is("concernsOpen"))
            faults.AddRange(open.Where(thing => rung.All(row => row.Key != thing.Key)).Select(thing => new FieldFault($"/rung/{thing.Key}", words.WhatDidYouDo(thing))));
        if (kind == EntryKind.ConcernClosed && part.Text("concern") is { } concern && Guid.TryParse(concern, out var id) && !standing.Concerns.Contains(id.ToString("N"))) faults.Add(new FieldFault("/concern", "This concern is not open"));
        return faults;
    }

    private EntryAdded? WhyNot(Practitioner who, Visit visit, EntryKind kind, VisitStanding standing, List<VisitEntry> entries)
    {
        if (kind != EntryKind.Override) return null;
        if (who.Agency.SeniorOf(who.Subject) is not { Grade: SeniorGrade.Consultant }) return new EntryAdded.NotConsultant();
        var checks = entries.Where(entry => entry.Kind == EntryKind.Discharge.Word()).ToArray();
        if (checks.Length == 0 || OpenThings(standing, visit, who, Whole(time.GetUtcNow())).IsEmpty) return new EntryAdded.NothingToOverride();
        return checks.Any(entry => entry.Person == who.Subject) ? new EntryAdded.SamePerson() : null;
    }

    private async Task<Found> FindAsync(Practitioner who, AboutVisit about, Visit visit, EntryKind kind, JsonElement sent, List<VisitEntry> entries, VisitRequest request, CancellationToken stopping)
    {
        var part = new FormPart(sent, default);
        if (kind == EntryKind.Identified)
            return await identify.RunAsync(who, about, part, request.Id, stopping) switch
            {
                Identified.Joined(var joined) => new Found(null, null, null) { Joined = joined },
                Identified.Faulty(var fault) => new Found(new EntryAdded.Faulty([fault]), null, null),
                _ => new Found(new EntryAdded.NotConfirmed(), null, null),
            };
        if (kind == EntryKind.Gone && !await gone.RunAsync(who, visit, about, request.Id, Whole(time.GetUtcNow()), stopping)) return new Found(new EntryAdded.NotGone(), null, null);
        if (kind == EntryKind.Checked)
            return await checks.OfAsync(who, Guid.Parse(part.Text("check")!), stopping) is { Settled: { } settled } check && check.Child == about.Child && check.At >= visit.ArrivedAt
                ? new Found(null, settled, null)
                : new Found(new EntryAdded.Faulty([new FieldFault("/check", "Send the id of an answered check of this child, made since the child came")]), null, null);
        return Tells(kind, part) ? new Found(null, null, await whom.OfAsync(who, about, Answered(entries), part.Text("practice") ?? Practice(entries), stopping)) : new Found(null, null, null);
    }

    /// <summary>The practice that said in the last check that told it that the child is registered there.</summary>
    internal string? Answered(List<VisitEntry> entries) => entries.OrderBy(entry => entry.Number).Select(entry => seal.Open(entry).GetProperty("found"))
        .Select(found => found.TryGetProperty("check", out var check) && check.TryGetProperty("practice", out var practice) ? practice.GetString() : null).OfType<string>().LastOrDefault();

    /// <summary>The one that a concern named before.</summary>
    internal string? Practice(List<VisitEntry> entries) =>
        entries.Where(entry => entry.Kind == EntryKind.Concern.Word()).OrderBy(entry => entry.Number).Select(entry => new FormPart(seal.Open(entry).GetProperty("sent"), default).Text("practice")).OfType<string>().LastOrDefault();

    // What a concern said of it holds for the whole visit.
    private ImmutableArray<NoticeWord> Handling(List<VisitEntry> entries, EntryKind kind, JsonElement sent) =>
    [
        .. entries.Where(entry => entry.Kind == EntryKind.Concern.Word()).Select(entry => seal.Open(entry).GetProperty("sent")).Concat(kind == EntryKind.Concern ? [sent] : [])
            .SelectMany(said => HandlingOf.Chosen(new FormPart(said, default))).Distinct(),
    ];

    private static bool Tells(EntryKind kind, FormPart sent) => kind is EntryKind.Concern or EntryKind.LeftEarly or EntryKind.Gone or EntryKind.Override or EntryKind.Discharge || (kind == EntryKind.Examination && sent.Is("what", "refused"));

    private static WhomFound? Whom(EntryKind kind, FormPart sent, WhomFound? found) => Tells(kind, sent) ? found : null;

    // What was sent, as it was sent, and beside it what the gateway found.
    private static JsonElement Content(Pending pending, ImmutableArray<OpenThing> open, ImmutableArray<(Rules.Notices.NoticeEvent Event, Told Told)> told)
    {
        using var document = JsonDocument.Parse(JsonBytes.Of(json =>
        {
            json.WritePropertyName("sent"u8);
            pending.Sent.WriteTo(json);
            json.WriteStartObject("found"u8);
            if (pending.Found.Check is { } check) VisitContent.Check(json, check);
            VisitContent.Words(json, "missing", Missing(pending.Kind, pending.Found.Whom));
            VisitContent.Words(json, "open", open.Select(thing => thing.Key));
            VisitContent.Told(json, told);
            json.WriteEndObject();
        }));
        return document.RootElement.Clone();
    }

    // Who is told of an override is social care alone; a routine discharge tells the practice where it can.
    private static IEnumerable<string> Missing(EntryKind kind, WhomFound? whom) => kind switch
    {
        EntryKind.Discharge => [],
        EntryKind.Override => whom?.Missing.Where(key => key != FindWhom.Practice) ?? [],
        _ => whom?.Missing ?? [],
    };

    private static VisitPart PartOf(EntryKind kind) => kind switch
    {
        EntryKind.Discharge or EntryKind.Override or EntryKind.ConcernClosed or EntryKind.Gone => VisitPart.Discharge,
        EntryKind.MeetingOutcome => VisitPart.Meeting,
        _ => VisitPart.Write,
    };

    private static async Task<EntryAdded?> BeforeAsync(GatewayContext db, VisitRequest request, CancellationToken stopping)
    {
        if (await db.Set<VisitEntry>().AsNoTracking().SingleOrDefaultAsync(entry => entry.Request == request.Id, stopping) is not { } before) return null;
        return CryptographicOperations.FixedTimeEquals(before.Sent, request.Sent) ? new EntryAdded.Added(before.Visit, before.Id, []) { Before = before } : new EntryAdded.RequestIdReused();
    }

    // As it is stored, so that what is answered now is what is answered later.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private sealed record Found(EntryAdded? Not, CheckSettled? Check, WhomFound? Whom)
    {
        /// <summary>Whose visit it is from here on.</summary>
        public AboutVisit? Joined { get; init; }
    }

    private sealed record Pending(Practitioner Who, Visit Visit, AboutVisit About, VisitRequest Request, Guid Id, EntryKind Kind, JsonElement Sent, DateTimeOffset At, Found Found, ImmutableArray<NoticeWord> Handling);
}

/// <summary>What can come of recording something.</summary>
internal abstract record EntryAdded
{
    private EntryAdded() { }

    /// <param name="Open">Of a discharge check: what keeps the child. Nothing where nothing does.</param>
    public sealed record Added(Guid Visit, Guid Entry, ImmutableArray<OpenThing> Open) : EntryAdded
    {
        /// <summary>It was recorded when the same request came before.</summary>
        public VisitEntry? Before { get; init; }
    }

    public sealed record Faulty(IReadOnlyList<FieldFault> Faults) : EntryAdded;

    /// <summary>There is no such visit, or it is another agency's: to both the same is said.</summary>
    public sealed record NotFound : EntryAdded;

    public sealed record NotAllowed : EntryAdded;

    /// <summary>The department's own system does not show this attendance under the number that was entered.</summary>
    public sealed record NotConfirmed : EntryAdded;

    /// <summary>The child came not so long ago, or the department's own system shows them there, or did not answer.</summary>
    public sealed record NotGone : EntryAdded;

    /// <summary>The child has gone.</summary>
    public sealed record Ended : EntryAdded;

    public sealed record NotConsultant : EntryAdded;

    /// <summary>Whoever recorded a discharge check of this visit overrides none.</summary>
    public sealed record SamePerson : EntryAdded;

    /// <summary>No discharge check was recorded, or nothing keeps the child.</summary>
    public sealed record NothingToOverride : EntryAdded;

    public sealed record Elsewhere : EntryAdded;

    public sealed record RequestIdReused : EntryAdded;

    public sealed record LedgerClosed : EntryAdded;
}
