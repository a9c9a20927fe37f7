using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching.Find;
using Gateway.Rules.Departments;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>
/// Begins a visit: of a child who was checked, of one whom nobody has checked, or of one who was looked for and not found. The department's own system confirms that the child is there,
/// and of one attendance there is one visit, whoever begins it and however often.
/// </summary>
internal sealed class BeginVisit(
    IDbContextFactory<GatewayContext> contexts, MayVisit may, ConfirmRelationship confirm, ReadRecordedCheck checks, LooksThatFoundNobody looks, SealVisits seal, AddEntry add, FindWhom whom, FindVisitors visitors,
    TellOfVisits tell, CountVisits count, AppendToLedger append, TimeProvider time)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    public Task<VisitBegun> RunAsync(Practitioner who, VisitAsked asked, string name, Guid requestId, CancellationToken stopping) => !may.Be(who, VisitPart.Write)
        ? Task.FromResult<VisitBegun>(new VisitBegun.NotAllowed())
        : asked switch
        {
            VisitAsked.OfCheck(var check) => CheckedAsync(who, check, name, requestId, stopping),
            VisitAsked.OfChild(var child) => NumberedAsync(who, null, child, name, requestId, stopping),
            VisitAsked.OfLook(var look, var encounter) => NotFoundAsync(who, look, encounter, name, requestId, stopping),
            _ => throw new InvalidOperationException(),
        };

    private async Task<VisitBegun> CheckedAsync(Practitioner who, Guid check, string name, Guid requestId, CancellationToken stopping) =>
        await checks.OfAsync(who, check, stopping) is { } read ? await NumberedAsync(who, read, read.Child, name, requestId, stopping) : new VisitBegun.NoSuchCheck();

    private async Task<VisitBegun> NumberedAsync(Practitioner who, RecordedCheck? read, ChildAsked of, string name, Guid requestId, CancellationToken stopping)
    {
        if (await confirm.AskAsync(requestId, who, [RelationshipType.Encounter], of, stopping) is not RelationshipAnswer.Confirmed { Relationship.EndedAt: null } there) return new VisitBegun.NotConfirmed();
        // An earlier visit's check says nothing about this one.
        var settled = read?.At >= (there.StartedAt ?? DateTimeOffset.MaxValue) ? read!.Settled : null;
        var begun = await StoreAsync(who, new AboutVisit(of, name, there.Reference), there, Content(settled, null), settled, stopping);
        if (begun is not VisitBegun.Begun { Now: false } before) return begun;
        if (await OfThisChildAsync(who, before, of, requestId, stopping) is { } not) return not;
        // Of a visit that goes on a newer check is recorded like anything else.
        return settled is not null ? await CheckedAgainAsync(who, before, read!.Id, stopping) : begun;
    }

    // It tells nothing of any child: whoever was looked for was not found, and the department's own system alone is asked, for exactly what was looked for.
    private async Task<VisitBegun> NotFoundAsync(Practitioner who, string look, string? encounter, string name, Guid requestId, CancellationToken stopping)
    {
        if (looks.Open(look, who) is not { } nobody) return new VisitBegun.NoSuchLook();
        var described = new ChildAsked { AsDescribed = nobody.Question };
        if (await confirm.AskAsync(requestId, who, [RelationshipType.Encounter], described, stopping) is not RelationshipAnswer.Confirmed { Relationship.EndedAt: null } there) return new VisitBegun.NotConfirmed();
        // Two may be there who fit one description: the number on the wristband says which.
        if (encounter is not null && !string.Equals(encounter, there.Reference, StringComparison.OrdinalIgnoreCase)) return new VisitBegun.NotConfirmed();
        return await StoreAsync(who, new AboutVisit(null, name, there.Reference) { Described = nobody.Question }, there, Content(null, nobody.Look), null, stopping);
    }

    // The visit that is there may be another number's: then nothing that is known of this one may be read as said of it. A child who was not found before has a number now.
    private async Task<VisitBegun?> OfThisChildAsync(Practitioner who, VisitBegun.Begun visit, ChildAsked child, Guid requestId, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var row = await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == visit.Visit, stopping);
        if (row is null) return new VisitBegun.LedgerClosed();
        if (seal.Open(row).Child is { } known) return IsSame(known, child) ? null : new VisitBegun.UnderAnotherNumber();
        var sent = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["nhsNumber"] = child.NhsNumber.Digits, ["dateOfBirth"] = child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture) });
        return await add.RunAsync(who, visit.Visit, EntryKind.Identified, sent, requestId, stopping) switch
        {
            EntryAdded.Added => null,
            EntryAdded.LedgerClosed => new VisitBegun.LedgerClosed(),
            EntryAdded.NotConfirmed => new VisitBegun.NotConfirmed(),
            // Of two who enter the number at once one is through: whose it is now is read again.
            _ => await IsOfAsync(visit.Visit, child, stopping) ? null : new VisitBegun.UnderAnotherNumber(),
        };
    }

    private async Task<bool> IsOfAsync(Guid visit, ChildAsked child, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return seal.Open(await db.Set<Visit>().AsNoTracking().SingleAsync(one => one.Id == visit, stopping)).Child is { } known && IsSame(known, child);
    }

    private static bool IsSame(ChildAsked one, ChildAsked other) => one.NhsNumber == other.NhsNumber && one.DateOfBirth == other.DateOfBirth;

    private async Task<VisitBegun> CheckedAgainAsync(Practitioner who, VisitBegun.Begun visit, Guid check, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var entries = await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == visit.Visit).ToListAsync(stopping);
        if (entries.Any(entry => seal.Open(entry).GetProperty("found").TryGetProperty("check", out var known) && known.GetProperty("id").GetGuid() == check)) return visit;
        var sent = JsonSerializer.SerializeToElement(new Dictionary<string, Guid> { ["check"] = check });
        return await add.RunAsync(who, visit.Visit, EntryKind.Checked, sent, check, stopping) switch
        {
            EntryAdded.Added => visit,
            EntryAdded.LedgerClosed => new VisitBegun.LedgerClosed(),
            // The check is not on the visit: whoever asked is told.
            _ => new VisitBegun.MovedOn(),
        };
    }

    private async Task<VisitBegun> StoreAsync(Practitioner who, AboutVisit about, RelationshipAnswer.Confirmed there, byte[] content, CheckSettled? settled, CancellationToken stopping)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var (key, id) = (seal.OfEncounter(who.Agency.Id, about.Encounter), Guid.CreateVersion7(now));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, key, stopping) is { } before) return new VisitBegun.Begun(before);
        var visit = Visit.Of(who, id, there.Site, key, seal.OfChild(who.Agency.Id, about), seal.About(id, about), there.StartedAt ?? now, now);
        visit.Added(VisitEnd.None, now);
        var again = about.Child is not null && await count.IsOftenAsync(db, who, visit, now, stopping)
            ? new OftenFound(await whom.OfAsync(who, about, settled?.Practice, null, stopping), await visitors.OfAsync(id, who, about, settled?.Practice, stopping)) : null;
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        db.Add(visit);
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            await transaction.RollbackAsync(stopping);
            db.ChangeTracker.Clear();
            return await FindAsync(db, key, stopping) is { } theirs ? new VisitBegun.Begun(theirs) : new VisitBegun.LedgerClosed();
        }

        var entry = Guid.CreateVersion7(now);
        // Of the visit and not of the request: it is begun once.
        var request = VisitRequest.Of(who, id, key);
        using var document = JsonDocument.Parse(content);
        var standing = VisitEvents.Of(EntryKind.Begun, entry, document.RootElement).Aggregate(VisitStanding.Begun, (before, one) => before.With(one));
        if (await append(VisitEntries.Added(who, request, visit, entry, EntryKind.Begun, about.Child, standing.Open(), []), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return new VisitBegun.LedgerClosed();
        db.Add(VisitEntry.Of(who, visit, request, entry, EntryKind.Begun, seal.Content(entry, content), now, receipt));
        if (again is not null) await tell.RepeatedAsync(db, visit, about, who, settled?.Checked.Plan is true, again, now, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        tell.Committed();
        return new VisitBegun.Begun(id) { Now = true };
    }

    private static async Task<Guid?> FindAsync(GatewayContext db, byte[] key, CancellationToken stopping) =>
        await db.Set<Visit>().AsNoTracking().Where(visit => visit.Encounter == key).Select(visit => (Guid?)visit.Id).SingleOrDefaultAsync(stopping);

    private static byte[] Content(CheckSettled? settled, Guid? look) => JsonBytes.Of(json =>
    {
        json.WritePropertyName("sent"u8);
        Nothing.WriteTo(json);
        json.WriteStartObject("found"u8);
        if (settled is not null) VisitContent.Check(json, settled);
        if (look is { } entry) json.WriteString("lookedFor"u8, entry);
        VisitContent.Words(json, "open", ImmutableArray<string>.Empty);
        VisitContent.Told(json, []);
        json.WriteEndObject();
    });
}

/// <summary>Of whom a visit is begun.</summary>
internal abstract record VisitAsked
{
    private VisitAsked() { }

    /// <summary>It says who the child is.</summary>
    public sealed record OfCheck(Guid Check) : VisitAsked;

    /// <summary>Nobody has checked.</summary>
    public sealed record OfChild(ChildAsked Child) : VisitAsked;

    /// <param name="Look">What stands for a look that found nobody.</param>
    /// <param name="Encounter">The department's own reference of the attendance, where somebody read it off the wristband.</param>
    public sealed record OfLook(string Look, string? Encounter) : VisitAsked;
}

/// <summary>What can come of beginning a visit.</summary>
internal abstract record VisitBegun
{
    private VisitBegun() { }

    public sealed record Begun(Guid Visit) : VisitBegun
    {
        /// <summary>By this call.</summary>
        public bool Now { get; init; }
    }

    /// <summary>No check of this agency has this id.</summary>
    public sealed record NoSuchCheck : VisitBegun;

    /// <summary>No look of this practitioner's that found nobody, or one that has lapsed.</summary>
    public sealed record NoSuchLook : VisitBegun;

    /// <summary>The department's own system did not confirm that the child is there now.</summary>
    public sealed record NotConfirmed : VisitBegun;

    /// <summary>This attendance has a visit of a child under another number. What was found of this one is on none.</summary>
    public sealed record UnderAnotherNumber : VisitBegun;

    /// <summary>Somebody recorded something at the same moment, and the check is not on the visit.</summary>
    public sealed record MovedOn : VisitBegun;

    public sealed record NotAllowed : VisitBegun;

    public sealed record LedgerClosed : VisitBegun;
}
