using System.Security.Cryptography;
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
    public async Task<StepOutcome> TakeAsync(Recorder recorder, ConsentCommand command, byte[] sent, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, recorder.Interaction, stopping) is { } before) return await AgainAsync(db, recorder, before, command.Child, sent, stopping);

        var admission = await admit.AskAsync(recorder, command.Child, (command as ConsentCommand.Record)?.Kind, stopping);
        if (!Admits(admission, command)) return await RefusedAsync(recorder, command, admission, stopping);
        var change = await apply.ToAsync(db, recorder, command, sent, stopping);
        if (change is Change.NotPossible) return new StepOutcome.MovedOn();
        if (change is Change.WhoseIsIt) return new StepOutcome.WhoseIsIt();
        if (change is not Change.Made { Step: var step })
            return await evidence.OfRefusalAsync(recorder, command, "no-such-record", stopping) ? new StepOutcome.NotFound() : new StepOutcome.LedgerClosed();
        return await SaveAsync(db, stopping) switch
        {
            Saved.Yes => await evidence.OfAsync(db, recorder, step, command.Child, admission, stopping),
            Saved.Before when await FindAsync(db, recorder.Interaction, stopping) is { } twin => await AgainAsync(db, recorder, twin, command.Child, sent, stopping),
            _ => new StepOutcome.MovedOn(),
        };
    }

    // Taking a yes back only makes stricter: it does not wait for a system that is silent.
    private static bool Admits(Admission admission, ConsentCommand command) =>
        admission is Admission.Involved || (admission is Admission.NotAnswered && command is ConsentCommand.Withdraw);

    private async Task<StepOutcome> RefusedAsync(Recorder recorder, ConsentCommand command, Admission admission, CancellationToken stopping)
    {
        var byRole = admission is Admission.NotAllowed;
        var because = byRole ? "role" : admission is Admission.NotAnswered ? "relationship-not-answered" : "relationship-not-confirmed";
        return await evidence.OfRefusalAsync(recorder, command, because, stopping) ? new StepOutcome.Refused(byRole) : new StepOutcome.LedgerClosed();
    }

    private async Task<StepOutcome> AgainAsync(GatewayContext db, Recorder recorder, RecordedStep before, ChildAsked child, byte[] sent, CancellationToken stopping)
    {
        if (!CryptographicOperations.FixedTimeEquals(before.Sent, sent)) return new StepOutcome.RequestIdReused();
        return before.LedgerEntry is null ? await evidence.OfAsync(db, recorder, before, child, null, stopping) : new StepOutcome.Recorded(before);
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
