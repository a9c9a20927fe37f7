using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention;
using Gateway.Retention.Store;
using Gateway.Rules.Consent;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>
/// Writes down, every hour, what time alone brought: reviews that fell due, what lapsed, what its agency's retention lets go.
/// Nothing waits for it: a yes stops counting on its day, whether or not anybody has written it down.
/// </summary>
internal sealed class TendConsents(
    IDbContextFactory<GatewayContext> contexts, ConsentEntries entries, AppendToLedger append, [FromKeyedServices(TendConsents.Kind)] AgencyRetention retention, ReadHolds readHolds, ChildKeys keys, Register register, TimeProvider time, ILogger<TendConsents> log)
    : Sweep(TimeSpan.FromHours(1), time, log)
{
    public const string Kind = "Consents";

    private const int Batch = 256;

    protected override string Of => "The records of consent";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round. What the ledger cannot record stays for the next.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        while (await MoveAsync(stopping)) { }
        await ForgetAsync(stopping);
    }

    private async Task<bool> MoveAsync(CancellationToken stopping)
    {
        var today = LondonTime.Day(Time.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var due = await db.Set<RecordedConsent>()
            .Where(consent => (consent.Stage == ConsentStage.Given && (consent.ReviewOn <= today || consent.LapsesOn <= today))
                || (consent.Stage == ConsentStage.ReviewDue && consent.LapsesOn <= today))
            .OrderBy(consent => consent.ReviewOn).Take(Batch).ToListAsync(stopping);
        foreach (var consent in due)
            if (!await MoveAsync(db, consent, consent.Value().StageOn(today), stopping)) return false;
        return due.Count == Batch;
    }

    private async Task<bool> MoveAsync(GatewayContext db, RecordedConsent consent, ConsentStage to, CancellationToken stopping)
    {
        var owner = register.Agencies.GetValueOrDefault(consent.Agency);
        if (await append(entries.Moved(owner, consent, to), stopping) is not AppendResult.Recorded(var receipt)) return false;
        consent.Move(to, Time.GetUtcNow(), receipt.EntryId);
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody reviewed or withdrew it meanwhile: theirs stands.
            db.Entry(consent).State = EntityState.Detached;
        }

        return true;
    }

    private async Task ForgetAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var agencies = await db.Set<RecordedConsent>().Select(consent => consent.Agency).Union(db.Set<RecordedEngagement>().Select(told => told.Agency)).ToListAsync(stopping);
        foreach (var agency in agencies)
            if (retention.Of(agency) is { Forever: false } kept) await ForgetAsync(db, agency, kept.Before(Time.GetUtcNow()), stopping);
    }

    private async Task ForgetAsync(GatewayContext db, string agency, DateTimeOffset before, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await TakeGate.RunAsync(db, stopping);
        var holds = await readHolds.RunAsync(db, stopping);
        // A record of consent is found by its child's number alone: where nobody can say which others there were, all of them stay.
        if (holds.CoverAll(agency, RecordKind.Consent) || holds.BornOf(agency, RecordKind.Consent).Length > 0) return;
        var held = holds.ChildrenOf(agency, RecordKind.Consent).Select(keys.Of).ToArray();
        var consents = db.Set<RecordedConsent>().Where(consent => consent.Agency == agency && consent.EndedAt < before && !held.Contains(consent.Child));
        var engagements = db.Set<RecordedEngagement>().Where(told => told.Agency == agency && told.RecordedAt < before && !held.Contains(told.Child));
        var (some, told) = (await consents.CountAsync(stopping), await engagements.CountAsync(stopping));
        if (some + told == 0 || await append(entries.Erased(agency, some, told, before), stopping) is not AppendResult.Recorded) return;
        await db.Set<RecordedStep>().Where(step => consents.Any(consent => consent.Id == step.Subject) || engagements.Any(one => one.Id == step.Subject)).ExecuteDeleteAsync(stopping);
        await consents.ExecuteDeleteAsync(stopping);
        await engagements.ExecuteDeleteAsync(stopping);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
