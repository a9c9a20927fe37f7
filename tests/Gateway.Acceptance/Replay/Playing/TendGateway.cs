using Gateway.Agencies;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Federation.Late;
using Gateway.Federation.Pointers;
using Gateway.Federation.Silence;
using Gateway.Incidents.Schools;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Referrals;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Store;
using Gateway.Rules.Departments;
using Gateway.Signals;
using Gateway.Signals.Store;
using Gateway.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>
/// What time alone brings, at the time when it is due: sources that are asked again, or silent for long, notices that go on, clocks of referrals that run out, schools that are told,
/// concerns that nobody read, checks that are a run. The clock stops at each of these moments on its way, as a process that never slept would have.
/// </summary>
internal sealed class TendGateway(IServiceProvider services, ReplayClock clock, SimulatorHost agencies, IReadOnlyCollection<string> away)
{
    private const int MostLooks = 100;

    // As contracts/departments/rules.csv has it.
    private static readonly TimeSpan Unended = TimeSpan.FromHours(12);

    /// <summary>Goes to an instant, by way of everything that is due until then.</summary>
    public async Task MoveToAsync(DateTimeOffset target)
    {
        await RoundAsync();
        while (await NextDueAsync() is { } due && due <= target)
        {
            clock.MoveTo(due);
            await RoundAsync();
        }

        clock.MoveTo(target);
        await RoundAsync();
    }

    /// <summary>Whatever is due now happens.</summary>
    public async Task RoundAsync()
    {
        await services.GetRequiredService<KeepAsking>().RoundAsync(CancellationToken.None);
        await services.GetRequiredService<DeliverReferrals>().RoundAsync(CancellationToken.None);
        await services.GetRequiredService<TendReferrals>().TendAsync(CancellationToken.None);
        await services.GetRequiredService<TendSchoolNotices>().TendAsync(CancellationToken.None);
        await services.GetRequiredService<TendConcerns>().TendAsync(CancellationToken.None);
        await services.GetRequiredService<TendSignals>().TendAsync(CancellationToken.None);
        await services.GetRequiredService<TendVisits>().RoundAsync(CancellationToken.None);
        await services.GetRequiredService<WatchSources>().RoundAsync(CancellationToken.None);
        await DeliverAsync();
        await services.GetRequiredService<TendInbox>().RoundAsync(CancellationToken.None);
    }

    /// <summary>A custodian's list is fetched.</summary>
    public async Task PullAsync(string custodian)
    {
        if (services.GetRequiredService<Register>().CustodianOf(custodian) is { } known) await services.GetRequiredService<PullList>().RunAsync(known, CancellationToken.None);
    }

    // A council that is there has what was recorded for it before anything else happens. Its receipt is the signal; the row says it a moment later.
    private async Task DeliverAsync()
    {
        await using var db = await DbAsync();
        for (var look = 0; look < MostLooks; look++)
        {
            var open = await db.Set<NoticeOfAttendance>().AsNoTracking().Where(notice => notice.DeliveredAt == null).Select(notice => notice.Recipient).ToListAsync();
            if (open.TrueForAll(away.Contains)) return;
            await db.QueueDueNoticesAsync(clock.GetUtcNow(), CancellationToken.None);
            services.GetRequiredService<OutboxSignal>().Raise();
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await agencies.NoticesReachAsync(agencies.Notices.Count + 1, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<DateTimeOffset?> NextDueAsync()
    {
        await using var db = await DbAsync();
        var now = clock.GetUtcNow();
        DateTimeOffset?[] due =
        [
            await db.Set<InboxNotice>().Where(notice => notice.NextAt > now && notice.AcknowledgedAt == null).OrderBy(notice => notice.NextAt).Select(notice => notice.NextAt).FirstOrDefaultAsync(),
            await db.Set<ReferralChild>().Where(child => child.WakeAt > now).OrderBy(child => child.WakeAt).Select(child => child.WakeAt).FirstOrDefaultAsync(),
            await db.Set<ReferralDelivery>().Where(delivery => delivery.NextAttemptAt > now).OrderBy(delivery => delivery.NextAttemptAt).Select(delivery => (DateTimeOffset?)delivery.NextAttemptAt).FirstOrDefaultAsync(),
            await db.Set<LateQuestion>().Where(late => late.EndedAt == null && late.NextTryAt > now).OrderBy(late => late.NextTryAt).Select(late => (DateTimeOffset?)late.NextTryAt).FirstOrDefaultAsync(),
            await db.Set<NoticeOfAttendance>().Where(notice => notice.DeliveredAt == null && notice.NextAttemptAt > now).OrderBy(notice => notice.NextAttemptAt).Select(notice => (DateTimeOffset?)notice.NextAttemptAt).FirstOrDefaultAsync(),
            await db.Set<SchoolNotice>().Where(notice => notice.WakeAt > now).OrderBy(notice => notice.WakeAt).Select(notice => notice.WakeAt).FirstOrDefaultAsync(),
            await db.Set<Concern>().Where(concern => concern.DeputyAt > now && concern.ReadAt == null).OrderBy(concern => concern.DeputyAt).Select(concern => concern.DeputyAt).FirstOrDefaultAsync(),
            await db.Set<Signal>().Where(signal => signal.ToldAt == null && signal.NextTryAt > now).OrderBy(signal => signal.NextTryAt).Select(signal => (DateTimeOffset?)signal.NextTryAt).FirstOrDefaultAsync(),
            await UnendedAsync(db, now),
        ];
        return due.Min();
    }

    // The next visit of which the practice hears though nobody ended it.
    private static async Task<DateTimeOffset?> UnendedAsync(GatewayContext db, DateTimeOffset now)
    {
        var since = now - Unended;
        return await db.Set<Visit>().Where(visit => visit.End == VisitEnd.None && visit.ArrivedAt > since).OrderBy(visit => visit.ArrivedAt).Select(visit => (DateTimeOffset?)visit.ArrivedAt).FirstOrDefaultAsync() is { } arrived ? arrived + Unended : null;
    }

    private Task<GatewayContext> DbAsync() => services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync();
}
