using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices.Store;
using Gateway.Referrals.Receiving;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>Somebody reads one notice: recorded before it is shown. Whoever read it has as long again before the next one has it.</summary>
internal sealed class ReadNotice(
    IDbContextFactory<GatewayContext> contexts, NoticeTerms terms, Register register, AgencyHours hours, ViewNotice view, RecordReading reading, TimeProvider time)
{
    public async Task<NoticeAnswer> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await TheirNotices.Of(db, who).SingleOrDefaultAsync(notice => notice.Id == id, stopping) is not { } found) return new NoticeAnswer.NotFound();
        if (await reading.RunAsync(who, "notice-read", [id], stopping) is not { } receipt) return new NoticeAnswer.Closed();
        await ReadAsync(db, found, who, stopping);
        return new NoticeAnswer.Shown(await ViewAsync(db, who, id, stopping), receipt);
    }

    public async Task<NoticeView> ViewAsync(GatewayContext db, Practitioner who, Guid id, CancellationToken stopping)
    {
        var notice = await db.Set<InboxNotice>().AsNoTracking().SingleAsync(one => one.Id == id, stopping);
        var shown = view.Of(notice, await TheirNotices.TurnsAsync(db, [id], stopping), who, whole: true);
        return shown.Told && await SayWaiting.OfAsync(db, notice, stopping) is { } waiting ? shown with { Words = shown.Words.Add(waiting) } : shown;
    }

    private async Task ReadAsync(GatewayContext db, InboxNotice notice, Practitioner who, CancellationToken stopping)
    {
        var turn = (await TheirNotices.TurnsAsync(db, [notice.Id], stopping)).Where(one => TheirNotices.IsOf(one, who)).MaxBy(one => one.Step)!;
        var now = time.GetUtcNow();
        var first = await db.Set<NoticeTurn>().Where(one => one.Id == turn.Id && one.ReadAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.ReadAt, now).SetProperty(one => one.ReadBy, who.Subject).SetProperty(one => one.DeliveredAt, one => one.DeliveredAt ?? now), stopping) == 1;
        if (first && turn.Step == notice.Step && NextAt(notice, turn, now) is { } next)
            await db.Set<InboxNotice>().Where(one => one.Id == notice.Id && one.Step == turn.Step && one.NextAt == notice.NextAt && one.AcknowledgedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, next), stopping);
    }

    private DateTimeOffset? NextAt(InboxNotice notice, NoticeTurn turn, DateTimeOffset now) =>
        notice.NextAt is not null && terms.Row(notice.Event, notice.Part, notice.PostedAt) is { } row && register.Agencies.GetValueOrDefault(turn.Agency) is { } agency
            ? terms.NextAt(row, turn.Part, notice.Red, notice.PostedAt, now, hours.Of(agency))
            : null;
}
