using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Departments;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Departments;

/// <summary>
/// Begins a visit: of a child who was checked, or of one whom nobody has checked. The department's own system confirms that the child is there, and of one attendance there is one visit,
/// whoever begins it and however often.
/// </summary>
internal sealed class BeginVisit(
    IDbContextFactory<GatewayContext> contexts, MayVisit may, ConfirmRelationship confirm, ReadRecordedCheck checks, SealVisits seal, AddEntry add, FindWhom whom, TellOfVisits tell, VisitTerms terms, AppendToLedger append, TimeProvider time)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    /// <param name="child">Where no check is given.</param>
    public async Task<VisitBegun> RunAsync(Practitioner who, Guid? check, ChildAsked? child, string name, Guid requestId, CancellationToken stopping)
    {
        if (!may.Be(who, VisitPart.Write)) return new VisitBegun.NotAllowed();
        var read = check is { } id ? await checks.OfAsync(who, id, stopping) : null;
        if (check is not null && read is null) return new VisitBegun.NoSuchCheck();
        var of = read?.Child ?? child!.Value;
        if (await confirm.AskAsync(requestId, who, [RelationshipType.Encounter], of, stopping) is not RelationshipAnswer.Confirmed { Relationship.EndedAt: null } there) return new VisitBegun.NotConfirmed();
        // An earlier visit's check says nothing about this one.
        var settled = read?.At >= (there.StartedAt ?? DateTimeOffset.MaxValue) ? read!.Settled : null;
        var begun = await StoreAsync(who, new AboutVisit(of, name, there.Reference), there, settled, stopping);
        // Of a visit that goes on a newer check is recorded like anything else.
        return begun is VisitBegun.Begun { Now: false } before && settled is not null ? await CheckedAgainAsync(who, before, check!.Value, stopping) : begun;
    }

    private async Task<VisitBegun> CheckedAgainAsync(Practitioner who, VisitBegun.Begun visit, Guid check, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var entries = await db.Set<VisitEntry>().AsNoTracking().Where(entry => entry.Visit == visit.Visit).ToListAsync(stopping);
        if (entries.Any(entry => seal.Open(entry).GetProperty("found").TryGetProperty("check", out var known) && known.GetProperty("id").GetGuid() == check)) return visit;
        var sent = JsonSerializer.SerializeToElement(new Dictionary<string, Guid> { ["check"] = check });
        return await add.RunAsync(who, visit.Visit, EntryKind.Checked, sent, check, stopping) is EntryAdded.LedgerClosed ? new VisitBegun.LedgerClosed() : visit;
    }

    private async Task<VisitBegun> StoreAsync(Practitioner who, AboutVisit about, RelationshipAnswer.Confirmed there, CheckSettled? settled, CancellationToken stopping)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var (key, id) = (seal.OfEncounter(who.Agency.Id, about.Encounter), Guid.CreateVersion7(now));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, key, stopping) is { } before) return new VisitBegun.Begun(before);
        var visit = Visit.Of(who, id, there.Site, key, seal.OfChild(who.Agency.Id, about.Child.NhsNumber), seal.About(id, about), there.StartedAt ?? now, now);
        visit.Added(VisitEnd.None, now);
        var again = await AgainAsync(db, who, visit, now, stopping) ? await whom.OfAsync(who, about.Child, settled?.Practice, null, stopping) : null;
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
        var standing = settled is null ? VisitStanding.Begun : VisitStanding.Begun.With(settled.Checked);
        if (await append(VisitEntries.Added(who, request, visit, entry, EntryKind.Begun, about.Child, standing.Open(), []), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return new VisitBegun.LedgerClosed();
        db.Add(VisitEntry.Of(who, visit, request, entry, EntryKind.Begun, seal.Content(entry, Content(settled)), now, receipt));
        if (again is not null) await tell.RepeatedAsync(db, visit, about, who, settled?.Checked.Plan is true, again, now, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        tell.Committed();
        return new VisitBegun.Begun(id) { Now = true };
    }

    // This visit counted in, as the meeting's list counts.
    private async Task<bool> AgainAsync(GatewayContext db, Practitioner who, Visit visit, DateTimeOffset now, CancellationToken stopping)
    {
        var (agency, child, since) = (visit.Agency, visit.Child, now.AddMonths(-6));
        return await db.Set<Visit>().CountAsync(one => one.Agency == agency && one.Child == child && one.ArrivedAt >= since, stopping) + 1 > terms.RepeatVisits(who.Agency.Areas, LondonTime.Day(now));
    }

    private static async Task<Guid?> FindAsync(GatewayContext db, byte[] key, CancellationToken stopping) =>
        await db.Set<Visit>().AsNoTracking().Where(visit => visit.Encounter == key).Select(visit => (Guid?)visit.Id).SingleOrDefaultAsync(stopping);

    private static byte[] Content(CheckSettled? settled) => JsonBytes.Of(json =>
    {
        json.WritePropertyName("sent"u8);
        Nothing.WriteTo(json);
        json.WriteStartObject("found"u8);
        if (settled is not null) VisitContent.Check(json, settled);
        VisitContent.Words(json, "open", ImmutableArray<string>.Empty);
        VisitContent.Told(json, []);
        json.WriteEndObject();
    });
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

    /// <summary>The department's own system did not confirm that the child is there now.</summary>
    public sealed record NotConfirmed : VisitBegun;

    public sealed record NotAllowed : VisitBegun;

    public sealed record LedgerClosed : VisitBegun;
}
