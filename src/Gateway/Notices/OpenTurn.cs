using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>
/// Gives a notice that is due to whoever has it next: the row is claimed, the ledger's entry is durable, then the turn is there to be seen. A
/// process that dies in between changes nothing, and the next one does it again: the ledger may say twice what was told, nobody is told twice.
/// </summary>
internal sealed class OpenTurn(
    WhoHasIt who, NoticeTerms terms, AgencyHours hours, DecideNotice decide, Register register, AppendToLedger append,
    DeliveriesOf deliveries, [FromKeyedServices(SendDeliveries.Name)] OutboxSignal channels, TimeProvider time, ILogger<OpenTurn> log)
{
    /// <summary>False where the ledger could not record it: nothing has changed.</summary>
    public async Task<bool> RunAsync(GatewayContext db, InboxNotice notice, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var last = notice.Step == 0 ? null : await db.Set<NoticeTurn>().AsNoTracking().Where(turn => turn.Notice == notice.Id).OrderByDescending(turn => turn.Step).FirstOrDefaultAsync(stopping);
        var row = terms.Row(notice.Event, notice.Part, notice.PostedAt);
        var passed = last is not null && await db.Set<NoticePassed>().AnyAsync(one => one.Notice == notice.Id && one.Agency == last.Agency, stopping);
        var holder = row is null ? null : last is null ? who.First(notice, row, now) : who.Next(notice, row, last.Part) ?? (passed ? who.Back(notice, row, last) : null);
        if (row is not null && holder is not null) return await GiveAsync(db, notice, row, holder, passed, now, stopping);
        await EndAsync(db, notice, stopping);
        return true;
    }

    private async Task<bool> GiveAsync(GatewayContext db, InboxNotice notice, NoticeRow row, Holder holder, bool passed, DateTimeOffset now, CancellationToken stopping)
    {
        var urgency = NoticeTerms.UrgencyAt(row, notice.Red, notice.PostedAt, now);
        // Where nobody can sign in the next one has it now, and not when nobody has read it for long enough.
        var next = holder.IsThere ? terms.NextAt(row, holder.Part, notice.Red, notice.PostedAt, now, hours.Of(holder.Agency), passed) : now;
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await Due(db, notice).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Step, holder.Step).SetProperty(one => one.NextAt, next)
            .SetProperty(one => one.Rank, (int)urgency), stopping) != 1) return true;
        var decision = decide.Of(notice, row, holder);
        if (await append(NoticeEntry.Turn(notice, holder, urgency, decision, register), CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return false;
        var turn = Turn(notice, holder, urgency, decision, receipt, now);
        db.Add(turn);
        db.AddRange(deliveries.Turn(notice, row, turn));
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        channels.Raise();
        return true;
    }

    // Nobody is left. It stays open where it is, is counted, and is said once.
    private async Task EndAsync(GatewayContext db, InboxNotice notice, CancellationToken stopping)
    {
        if (await Due(db, notice).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, (DateTimeOffset?)null).SetProperty(one => one.Unanswered, true), stopping) != 1) return;
        log.LogWarning(SecurityEvents.NoticeUnanswered, "Notice {Notice} is at the end of its chain and nobody has it", notice.Id);
    }

    // Due still, and as it was read: of several processes one gives it.
    private static IQueryable<InboxNotice> Due(GatewayContext db, InboxNotice notice) =>
        db.Set<InboxNotice>().Where(one => one.Id == notice.Id && one.Step == notice.Step && one.NextAt == notice.NextAt && one.AcknowledgedAt == null);

    private static NoticeTurn Turn(InboxNotice notice, Holder holder, NoticeUrgency urgency, NoticeDecision decision, LedgerReceipt receipt, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Notice = notice.Id,
        Step = holder.Step,
        Part = holder.Part,
        Agency = holder.Agency.Id,
        Roles = holder.Person is null ? $" {string.Join(' ', holder.Roles)} " : "",
        Person = holder.Person,
        Title = holder.Title,
        At = now,
        Urgency = urgency,
        Items = decision.Going,
        Told = decision.Told,
        Code = notice.Reference ?? NoticeReference.Of(notice.SubjectKind, notice.Subject),
        LedgerEntry = receipt.EntryId,
    };
}
