using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// A member of staff writes what they saw or heard, once for each request. Author and time are the gateway's and are fixed. Where it is about a member of staff it is an allegation from the first
/// moment, and takes its own route.
/// </summary>
internal sealed class WriteConcern(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, ConcernTables tables, SealConcerns seal, WhoReads reads, SchoolTime school, TellOfConcern tell, Register register, TimeProvider time)
{
    public async Task<ConcernDone> RunAsync(Practitioner who, Guid request, JsonElement written, CancellationToken stopping)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var sent = seal.OfSent($"{who.Role} concern", written);
        if (await BeforeAsync(who, request, sent, stopping) is { } before) return before;
        var faults = CheckForm.Of(ConcernForm.Written, written, tables.Codes, register, now);
        if (faults.Count > 0) return new ConcernDone.Faulty(faults);
        var (id, named) = (Guid.CreateVersion7(now), written.TryGetProperty("about", out var about) ? about : (JsonElement?)null);
        if (named is not null && !reads.Receivers(who.Agency.Id, named).Any()) return new ConcernDone.NobodyReceives();
        var concern = Concern.Of(id, who, request, sent, seal.Content(id, written), named is { } whom ? seal.Named(id, whom) : null, written.GetProperty("dangerNow").GetBoolean(), now, school.AnHourAfter(who.Agency, now));
        var entry = ConcernEntries.Of(concern.Allegation ? "allegation-written" : "concern-written", who, id, concern.Allegation, written, LondonTime.Day(now));
        var done = await record.RunAsync(db => PutAsync(db, who, concern, HandlingOf.Chosen(new FormPart(written, LondonTime.Day(now))), now), entry, stopping);
        if (done is RecordedOnce.Done(var receipt))
        {
            tell.Committed();
            return new ConcernDone.Done(concern, receipt);
        }

        return done is RecordedOnce.LedgerClosed ? new ConcernDone.Closed() : await BeforeAsync(who, request, sent, stopping) ?? new ConcernDone.Elsewhere();
    }

    private async Task<int> PutAsync(GatewayContext db, Practitioner who, Concern concern, ImmutableArray<NoticeWord> handling, DateTimeOffset now)
    {
        db.Add(concern);
        await tell.TellAsync(db, who, concern, handling, now, CancellationToken.None);
        return await SaveOnce.RunAsync(db);
    }

    private async Task<ConcernDone?> BeforeAsync(Practitioner who, Guid request, byte[] sent, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Concern>().AsNoTracking().SingleOrDefaultAsync(one => one.Request == request, stopping) is not { } before) return null;
        if (!CryptographicOperations.FixedTimeEquals(before.Sent, sent)) return new ConcernDone.RequestIdReused();
        // It may have become an allegation that names its author.
        return reads.Of(who, before) == ConcernPart.None ? new ConcernDone.NotFound() : new ConcernDone.Done(before, null);
    }
}

/// <summary>Saves a change that somebody else may have made first.</summary>
internal static class SaveOnce
{
    /// <returns>1 where it is saved, 0 where somebody was first.</returns>
    public static async Task<int> RunAsync(GatewayContext db)
    {
        try
        {
            await db.SaveChangesAsync();
            return 1;
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            return 0;
        }
    }
}

/// <summary>What can come of writing, adding and deciding.</summary>
internal abstract record ConcernDone
{
    private ConcernDone() { }

    /// <param name="Receipt">None where it was done before.</param>
    public sealed record Done(Concern Concern, LedgerReceipt? Receipt) : ConcernDone
    {
        /// <summary>The draft that this decision began.</summary>
        public Guid? Referral { get; init; }
    }

    public sealed record Faulty(IReadOnlyList<FieldFault> Faults) : ConcernDone;

    public sealed record NotFound : ConcernDone;

    /// <summary>An allegation of which nobody is named who receives it: nothing is kept, and there are numbers to ring.</summary>
    public sealed record NobodyReceives : ConcernDone;

    public sealed record RequestIdReused : ConcernDone;

    /// <summary>Somebody else was first: look again.</summary>
    public sealed record Elsewhere : ConcernDone;

    public sealed record Closed : ConcernDone;
}
