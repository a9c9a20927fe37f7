using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>Somebody says "I have this", once, and nobody else is given it; or that it is not theirs, and the next one has it at once.</summary>
internal sealed class TakeNotice(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, RecordReading reading, ReadNotice read, WhoHasIt holders, NoticeTerms terms, [FromKeyedServices(TendInbox.Name)] OutboxSignal signal, TimeProvider time)
{
    public Task<NoticeAnswer> AcknowledgeAsync(Practitioner who, Guid id, CancellationToken stopping) => AcknowledgeAsync(who, id, onlyRoutine: false, stopping);

    /// <summary>One of several that are taken together: what somebody has to act on is not.</summary>
    public Task<NoticeAnswer> AcknowledgeRoutineAsync(Practitioner who, Guid id, CancellationToken stopping) => AcknowledgeAsync(who, id, onlyRoutine: true, stopping);

    private async Task<NoticeAnswer> AcknowledgeAsync(Practitioner who, Guid id, bool onlyRoutine, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, who, id, stopping) is not { } notice || (onlyRoutine && notice.Rank < (int)NoticeUrgency.Routine)) return new NoticeAnswer.NotFound();
        if (notice.AcknowledgedAt is not null) return await AgainAsync(db, who, notice, stopping);
        var now = time.GetUtcNow();
        var taken = await record.RunAsync(one => HaveAsync(one, who, notice, now), NoticeEntry.Acknowledged(notice, who), stopping);
        return taken switch
        {
            RecordedOnce.Done(var receipt) => new NoticeAnswer.Shown(await read.ViewAsync(db, who, id, stopping), receipt),
            RecordedOnce.TooLate => await AgainAsync(db, who, (await FindAsync(db, who, id, stopping))!, stopping),
            _ => new NoticeAnswer.Closed(),
        };
    }

    private static async Task<int> HaveAsync(GatewayContext db, Practitioner who, InboxNotice notice, DateTimeOffset now)
    {
        var taken = await HadAsync(db.Set<InboxNotice>().Where(one => one.Id == notice.Id), who.Subject, who.Agency.Id, now);
        if (taken == 1 && who.Agency.Id == notice.Agency) await HadAsync(ToldAgain.Of(db, notice), who.Subject, who.Agency.Id, now);
        return taken;
    }

    /// <summary>Of these nobody is given any more that is open.</summary>
    internal static Task<int> HadAsync(IQueryable<InboxNotice> notices, string person, string agency, DateTimeOffset at) => notices.Where(one => one.AcknowledgedAt == null).ExecuteUpdateAsync(set => set
        .SetProperty(one => one.AcknowledgedAt, at).SetProperty(one => one.AcknowledgedBy, person).SetProperty(one => one.AcknowledgedAgency, agency)
        .SetProperty(one => one.Rank, InboxNotice.Had).SetProperty(one => one.NextAt, (DateTimeOffset?)null).SetProperty(one => one.Unanswered, false));

    /// <param name="reason">As they wrote it. It stands in the ledger alone.</param>
    public async Task<NoticeAnswer> PassOnAsync(Practitioner who, Guid id, string reason, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await FindAsync(db, who, id, stopping) is not { } notice) return new NoticeAnswer.NotFound();
        if (notice.AcknowledgedAt is not null) return new NoticeAnswer.ByAnother();
        var view = await read.ViewAsync(db, who, id, stopping);
        // It would be nobody's: whoever is the last to have it keeps it.
        if (view.Turn.Step == notice.Step && !(terms.Row(notice.Event, notice.Part, notice.PostedAt) is { } row && holders.AnybodyAfter(notice, row, view.Turn))) return new NoticeAnswer.Last(view);
        var passed = await record.RunAsync(one => PassAsync(one, who, notice, view.Turn), NoticeEntry.NotMine(notice, who, reason), stopping);
        if (passed is RecordedOnce.Done) signal.Raise();
        return passed switch
        {
            RecordedOnce.Done(var receipt) => new NoticeAnswer.Shown(view, receipt),
            RecordedOnce.TooLate => new NoticeAnswer.ByAnother(),
            _ => new NoticeAnswer.Closed(),
        };
    }

    private async Task<int> PassAsync(GatewayContext db, Practitioner who, InboxNotice notice, NoticeTurn turn)
    {
        var now = time.GetUtcNow();
        db.Add(new NoticePassed { Notice = notice.Id, Agency = who.Agency.Id, Person = who.Subject, At = now });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return 0;
        }

        // Whoever had it before says nothing about who has it now.
        await db.Set<InboxNotice>().Where(one => one.Id == notice.Id && one.Step == turn.Step && one.AcknowledgedAt == null && !one.Unanswered)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, now));
        return await db.Set<InboxNotice>().CountAsync(one => one.Id == notice.Id && one.AcknowledgedAt == null);
    }

    private async Task<NoticeAnswer> AgainAsync(GatewayContext db, Practitioner who, InboxNotice notice, CancellationToken stopping)
    {
        if (notice.AcknowledgedBy != who.Subject || notice.AcknowledgedAgency != who.Agency.Id) return new NoticeAnswer.ByAnother();
        return await reading.RunAsync(who, "notice-read", [notice.Id], stopping) is { } receipt
            ? new NoticeAnswer.Shown(await read.ViewAsync(db, who, notice.Id, stopping), receipt)
            : new NoticeAnswer.Closed();
    }

    private static Task<InboxNotice?> FindAsync(GatewayContext db, Practitioner who, Guid id, CancellationToken stopping) =>
        TheirNotices.Of(db, who).SingleOrDefaultAsync(notice => notice.Id == id, stopping);
}
