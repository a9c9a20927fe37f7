using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>
/// An officer puts a hold on for their own agency, with a reason, at once. It comes off when one officer asks for it and another agrees. Each is in the ledger before it counts, and is on before
/// anything is deleted after it.
/// </summary>
internal sealed class PutHold(IDbContextFactory<GatewayContext> contexts, RecordOnce record, SealHolds seal, TimeProvider time)
{
    public async Task<HoldDone> OnAsync(Practitioner who, HoldAsked asked, Guid request, byte[] sent, CancellationToken stopping)
    {
        if (await BeforeAsync(request, sent, stopping) is { } before) return before;
        var now = Now();
        var id = Guid.CreateVersion7(now);
        var hold = Hold.Of(id, who, asked, request, sent, asked.Child is { } child ? seal.Child(child.NhsNumber) : null, seal.About(id, new AboutHold(asked.Child, asked.Reason)), now);
        var done = await record.RunAsync(db => AddAsync(db, hold), Entry("hold-placed", who, hold, asked.Child, asked.Reason), stopping);
        return done is RecordedOnce.TooLate ? await BeforeAsync(request, sent, stopping) ?? new HoldDone.MovedOn() : Became(done, hold);
    }

    public Task<HoldDone> AskToLiftAsync(Practitioner who, Guid id, string why, CancellationToken stopping) => ChangeAsync(
        who, id, "hold-lift-asked", why, hold => hold.LiftAskedBy is null ? null : new HoldDone.MovedOn(), hold => hold.AskToLift(who, seal.Why(hold.Id, why), Now()), stopping);

    /// <summary>Nobody agrees to what they asked for themselves.</summary>
    public Task<HoldDone> LiftAsync(Practitioner who, Guid id, CancellationToken stopping) => ChangeAsync(
        who, id, "hold-lifted", null, hold => hold.LiftAskedBy is not { } asker ? new HoldDone.NobodyAsked() : asker == who.Subject ? new HoldDone.SamePerson() : null, hold => hold.Lift(who, Now()), stopping);

    /// <summary>An agency's holds, what is on first, the newest first.</summary>
    public async Task<List<(Hold Hold, AboutHold About)>> OfAsync(Practitioner who, CancellationToken stopping)
    {
        const int most = 500;
        var agency = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var holds = await db.Set<Hold>().AsNoTracking().Where(hold => hold.Agency == agency).OrderBy(hold => hold.LiftedAt != null).ThenByDescending(hold => hold.PlacedAt).Take(most).ToListAsync(stopping);
        return [.. holds.Select(hold => (hold, seal.Open(hold)))];
    }

    private async Task<HoldDone> ChangeAsync(Practitioner who, Guid id, string kind, string? why, Func<Hold, HoldDone?> whyNot, Action<Hold> change, CancellationToken stopping)
    {
        var agency = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Hold>().AsNoTracking().SingleOrDefaultAsync(hold => hold.Id == id && hold.Agency == agency && hold.LiftedAt == null, stopping) is not { } seen) return new HoldDone.NotFound();
        if (whyNot(seen) is { } not) return not;
        change(seen);
        return Became(await record.RunAsync(one => UpdateAsync(one, seen), Entry(kind, who, seen, seal.Open(seen).Child, why), stopping), seen);
    }

    private static async Task<int> AddAsync(GatewayContext db, Hold hold)
    {
        await TakeGate.RunAsync(db, CancellationToken.None);
        if (await db.Set<Hold>().AnyAsync(one => one.Request == hold.Request)) return 0;
        db.Add(hold);
        await db.SaveChangesAsync();
        return 1;
    }

    private static async Task<int> UpdateAsync(GatewayContext db, Hold hold)
    {
        await TakeGate.RunAsync(db, CancellationToken.None);
        var before = hold.Version - 1;
        return await db.Set<Hold>().Where(one => one.Id == hold.Id && one.Version == before).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.LiftAskedBy, hold.LiftAskedBy).SetProperty(one => one.LiftAskedByName, hold.LiftAskedByName).SetProperty(one => one.LiftAskedAt, hold.LiftAskedAt)
            .SetProperty(one => one.LiftWhy, hold.LiftWhy).SetProperty(one => one.LiftedBy, hold.LiftedBy).SetProperty(one => one.LiftedByName, hold.LiftedByName)
            .SetProperty(one => one.LiftedAt, hold.LiftedAt).SetProperty(one => one.Version, hold.Version));
    }

    private async Task<HoldDone?> BeforeAsync(Guid request, byte[] sent, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<Hold>().AsNoTracking().SingleOrDefaultAsync(hold => hold.Request == request, stopping) is not { } before ? null
            : CryptographicOperations.FixedTimeEquals(before.Sent, sent) ? new HoldDone.Done(before) : new HoldDone.RequestIdReused();
    }

    private static HoldDone Became(RecordedOnce done, Hold hold) => done switch
    {
        RecordedOnce.Done => new HoldDone.Done(hold),
        RecordedOnce.TooLate => new HoldDone.MovedOn(),
        _ => new HoldDone.LedgerClosed(),
    };

    // As the store has it: to the millisecond.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    // The reason lies with the child where there is one: it says something of them.
    private LedgerEntry Entry(string kind, Practitioner who, Hold hold, ChildAsked? child, string? reason) => new(
        EntryType.Admin, Guid.CreateVersion7(Now()), who.Agency.Kind.Class(), EntryOutcome.Noted, new byte[32],
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("event"u8, kind);
            RecordReading.WriteWho(json, who);
            json.WriteString("hold"u8, hold.Id);
            json.WriteString("basis"u8, hold.Basis);
            if (hold.Record is { } of) json.WriteString("record"u8, of);
            if (child is null && reason is not null) json.WriteString("reason"u8, reason);
        }), Actor.Of(who)),
        child is { } one ? [one.Section(RetentionClass.Reading(who.Agency.Id), json =>
        {
            AskCustodians.WriteChild(json, one);
            if (reason is not null) json.WriteString("reason"u8, reason);
        }),] : []);
}

internal abstract record HoldDone
{
    private HoldDone() { }

    public sealed record Done(Hold Hold) : HoldDone;

    /// <summary>No hold of their agency's that is on.</summary>
    public sealed record NotFound : HoldDone;

    public sealed record NobodyAsked : HoldDone;

    public sealed record SamePerson : HoldDone;

    /// <summary>Somebody did something with it first.</summary>
    public sealed record MovedOn : HoldDone;

    public sealed record RequestIdReused : HoldDone;

    public sealed record LedgerClosed : HoldDone;
}
