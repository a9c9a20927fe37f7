using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Rules.Consent;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>Puts what was stored into the ledger, and the entry's name beside it. Nothing is confirmed without.</summary>
internal sealed class EvidenceStep(ConsentEntries entries, AppendToLedger append)
{
    public async Task<StepOutcome> OfAsync(GatewayContext db, Recorder recorder, RecordedStep step, ChildAsked child, Admission? admission, CancellationToken stopping)
    {
        var entry = await EntryAsync(db, recorder, step, child, admission, stopping);
        if (await append(entry, stopping) is not AppendResult.Recorded(var receipt)) return new StepOutcome.LedgerClosed();
        await EvidencedAsync(db, step, receipt, stopping);
        // As it stands there: of two who tried at once, both are told the same.
        return new StepOutcome.Recorded(await db.Set<RecordedStep>().AsNoTracking().SingleAsync(stored => stored.Id == step.Id, stopping));
    }

    // Together: there is no moment at which neither the earlier answer nor the one that took its place counts.
    private static async Task EvidencedAsync(GatewayContext db, RecordedStep step, LedgerReceipt receipt, CancellationToken stopping)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await db.Set<RecordedStep>().Where(stored => stored.Id == step.Id && stored.LedgerEntry == null).ExecuteUpdateAsync(
            set => set.SetProperty(stored => stored.LedgerIndex, receipt.Index).SetProperty(stored => stored.LedgerAt, receipt.At).SetProperty(stored => stored.LedgerEntry, receipt.EntryId),
            stopping);
        // Only of the step that is still the newest: a later one has an entry of its own.
        var isNewest = await db.Set<RecordedConsent>().Where(consent => consent.Id == step.Subject && consent.Version == step.Version && consent.LedgerEntry == null)
            .ExecuteUpdateAsync(set => set.SetProperty(consent => consent.LedgerEntry, receipt.EntryId), stopping) == 1;
        if (isNewest) await ReplaceAsync(db, step, receipt, stopping);
        await db.Set<RecordedEngagement>().Where(engagement => engagement.Id == step.Subject && engagement.LedgerEntry == null)
            .ExecuteUpdateAsync(set => set.SetProperty(engagement => engagement.LedgerEntry, receipt.EntryId), stopping);
        await transaction.CommitAsync(stopping);
    }

    // What was withdrawn, or changed otherwise, after the new answer was taken down is not what that answer replaced.
    private static async Task ReplaceAsync(GatewayContext db, RecordedStep step, LedgerReceipt receipt, CancellationToken stopping)
    {
        var replaced = (await db.Set<RecordedConsent>().AsNoTracking().SingleAsync(consent => consent.Id == step.Subject, stopping)).Replaced();
        foreach (var (id, version) in replaced)
            await db.Set<RecordedConsent>().Where(consent => consent.Id == id && consent.Version == version && consent.Stage != ConsentStage.Superseded).ExecuteUpdateAsync(
                set => set.SetProperty(consent => consent.Stage, ConsentStage.Superseded).SetProperty(consent => consent.Version, version + 1)
                    .SetProperty(consent => consent.LedgerEntry, receipt.EntryId).SetProperty(consent => consent.EndedAt, consent => consent.EndedAt ?? receipt.At),
                stopping);
    }

    public async Task<bool> OfRefusalAsync(Recorder recorder, ConsentCommand command, string because, CancellationToken stopping)
    {
        var type = command is ConsentCommand.Engage ? EntryType.Engagement : EntryType.Consent;
        return await append(entries.Refused(recorder, type, because, command.Child), stopping) is AppendResult.Recorded;
    }

    private async Task<LedgerEntry> EntryAsync(GatewayContext db, Recorder recorder, RecordedStep step, ChildAsked child, Admission? admission, CancellationToken stopping) =>
        step.Step is null
            ? entries.Of(recorder, step, await db.Set<RecordedEngagement>().AsNoTracking().SingleAsync(engagement => engagement.Id == step.Subject, stopping), child, admission)
            : entries.Of(recorder, step, await db.Set<RecordedConsent>().AsNoTracking().SingleAsync(consent => consent.Id == step.Subject, stopping), child, admission);
}
