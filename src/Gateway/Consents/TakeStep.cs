using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Rules.Consent;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>
/// Records one thing, once: involvement, store, ledger, and only then the confirmation. In the store first, so that a
/// withdrawal counts from there on; a yes does not count before its entry is in the ledger.
/// </summary>
internal sealed class TakeStep(AdmitRecorder admit, ApplyStep apply, IDbContextFactory<GatewayContext> contexts, EvidenceStep evidence)
{
    public async Task<StepOutcome> TakeAsync(Practitioner asker, Guid requestId, ConsentCommand command, byte[] sent, CancellationToken stopping)
    {
        var id = IdOf(asker, requestId);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, id, stopping) is { } before) return await AgainAsync(db, asker, before, command.Child, sent, stopping);

        var admission = await admit.AskAsync(asker, requestId, command.Child, (command as ConsentCommand.Record)?.Kind, stopping);
        if (!Admits(admission, command)) return await RefusedAsync(asker, id, command, admission, stopping);
        var change = await apply.ToAsync(db, asker, command, id, sent, stopping);
        if (change is Change.NotPossible) return new StepOutcome.MovedOn();
        if (change is not Change.Made { Step: var step })
            return await evidence.OfRefusalAsync(asker, id, command, "no-such-record", stopping) ? new StepOutcome.NotFound() : new StepOutcome.LedgerClosed();
        return await SaveAsync(db, stopping) switch
        {
            Saved.Yes => await evidence.OfAsync(db, asker, step, command.Child, admission, stopping),
            Saved.Before when await FindAsync(db, id, stopping) is { } twin => await AgainAsync(db, asker, twin, command.Child, sent, stopping),
            _ => new StepOutcome.MovedOn(),
        };
    }

    public static Guid IdOf(Practitioner asker, Guid requestId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"consent\n{asker.Agency.Id}\n{asker.Subject}\n{requestId:N}")).AsSpan(0, 16));

    // Taking a yes back only makes stricter: it does not wait for a system that is silent.
    private static bool Admits(Admission admission, ConsentCommand command) =>
        admission is Admission.Involved || (admission is Admission.NotAnswered && command is ConsentCommand.Withdraw);

    private async Task<StepOutcome> RefusedAsync(Practitioner asker, Guid id, ConsentCommand command, Admission admission, CancellationToken stopping)
    {
        var byRole = admission is Admission.NotAllowed;
        var because = byRole ? "role" : admission is Admission.NotAnswered ? "relationship-not-answered" : "relationship-not-confirmed";
        return await evidence.OfRefusalAsync(asker, id, command, because, stopping) ? new StepOutcome.Refused(byRole) : new StepOutcome.LedgerClosed();
    }

    private async Task<StepOutcome> AgainAsync(GatewayContext db, Practitioner asker, RecordedStep before, ChildAsked child, byte[] sent, CancellationToken stopping)
    {
        if (!CryptographicOperations.FixedTimeEquals(before.Sent, sent)) return new StepOutcome.RequestIdReused();
        return before.LedgerEntry is null ? await evidence.OfAsync(db, asker, before, child, null, stopping) : new StepOutcome.Recorded(before);
    }

    private static Task<RecordedStep?> FindAsync(GatewayContext db, Guid id, CancellationToken stopping) =>
        db.Set<RecordedStep>().AsNoTracking().SingleOrDefaultAsync(step => step.Id == id, stopping);

    private static async Task<Saved> SaveAsync(GatewayContext db, CancellationToken stopping)
    {
        try
        {
            await db.SaveChangesAsync(stopping);
            return Saved.Yes;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Saved.Moved;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return Saved.Before;
        }
    }

    private enum Saved
    {
        Yes,
        Moved,
        Before,
    }
}
