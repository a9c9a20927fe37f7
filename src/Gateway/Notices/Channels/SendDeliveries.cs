using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices.Channels;

/// <summary>
/// Sends what is owed, in any process on the store: a row is claimed before it is tried. What fails is tried again later and longer apart, and is laid
/// aside with its reason where nothing helps.
/// </summary>
internal sealed class SendDeliveries(
    IDbContextFactory<GatewayContext> contexts, Register register, PostWebhook webhook, PostText text, SendMail mail, DeliveriesOf ways, PostToInbox inbox, [FromKeyedServices(SendDeliveries.Name)] OutboxSignal signal, NoticeSettings settings, TimeProvider time, ILogger<SendDeliveries> log)
    : BackgroundService
{
    public const string Name = "inbox-channels";

    private const int Batch = 64;
    private const int AtOnce = 8;

    // After so many an e-mail goes beside it.
    private const int TriesOfAText = 2;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => settings.SweepSeconds == 0
        ? Task.CompletedTask
        : signal.TendAsync(RoundAsync, time, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(settings.SweepSeconds), stoppingToken);

    /// <summary>One round. When it is over, whatever was due before it began has been tried.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            var tried = new HashSet<Guid>();
            while ((await DueAsync(db, stopping)).FindAll(delivery => tried.Add(delivery.Id)) is { Count: > 0 } due)
                await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping }, TryAsync);
            Telemetry.Dead = await db.Set<NoticeDelivery>().CountAsync(delivery => delivery.DeadAt != null, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("What is owed by other ways could not be sent: {Fault}", fault.GetType().Name);
        }
    }

    private Task<List<NoticeDelivery>> DueAsync(GatewayContext db, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        // Routine e-mails of one mailbox go with the oldest of them.
        return Owed(db).AsNoTracking().Where(delivery => delivery.NextAttemptAt <= now && !(delivery.Channel == NoticeChannel.Email && delivery.Urgency == NoticeUrgency.Routine
                && Owed(db).Any(older => older.Channel == NoticeChannel.Email && older.Urgency == NoticeUrgency.Routine && older.Agency == delivery.Agency && older.Role == delivery.Role
                    && older.Id < delivery.Id)))
            .OrderBy(delivery => delivery.NextAttemptAt).Take(Batch).ToListAsync(stopping);
    }

    private static IQueryable<NoticeDelivery> Owed(GatewayContext db) => db.Set<NoticeDelivery>().Where(delivery => delivery.SentAt == null && delivery.DeadAt == null);

    private async ValueTask TryAsync(NoticeDelivery delivery, CancellationToken stopping)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(stopping);
            if (!await ClaimAsync(db, delivery, stopping)) return;
            var reply = await SendAsync(db, delivery, stopping);
            // Once it has left it is said to have left, whatever else ends.
            await KeepAsync(db, delivery, reply, CancellationToken.None);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("Delivery {Delivery} could not be tried: {Fault}", delivery.Id, fault.GetType().Name);
        }
    }

    private async Task<bool> ClaimAsync(GatewayContext db, NoticeDelivery delivery, CancellationToken stopping)
    {
        var until = time.GetUtcNow() + NoticeDelivery.UnderWay;
        return await Owed(db).Where(one => one.Id == delivery.Id && one.NextAttemptAt == delivery.NextAttemptAt)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAttemptAt, until), stopping) == 1;
    }

    private async Task<DeliveryReply> SendAsync(GatewayContext db, NoticeDelivery delivery, CancellationToken stopping)
    {
        if (register.Agencies.GetValueOrDefault(delivery.Agency) is not { } agency) return new DeliveryReply.Refused("not-connected");
        var notice = await db.Set<InboxNotice>().AsNoTracking().SingleAsync(one => one.Id == delivery.Notice, stopping);
        var turn = await db.Set<NoticeTurn>().AsNoTracking().SingleAsync(one => one.Id == delivery.Turn, stopping);
        if (delivery.Channel == NoticeChannel.System) return await webhook.SendAsync(agency, notice, turn, stopping);
        // Somebody has it by now: to say so again would only wear out whoever reads it.
        if (delivery.Channel == NoticeChannel.Text) return notice.AcknowledgedAt is not null ? new DeliveryReply.Sent(Has: false) : await text.SendAsync(agency, delivery, turn.Code, stopping);
        if (delivery.Urgency == NoticeUrgency.Routine) return await SendDayAsync(db, agency, delivery, turn, stopping);
        // Somebody has it by now: to say so again would only wear out whoever reads it.
        return notice.AcknowledgedAt is not null ? new DeliveryReply.Sent(Has: false) : await mail.SendAsync(agency, delivery, [turn.Code], stopping);
    }

    // The others of the day that are due go with it, and are sent when it is.
    private async Task<DeliveryReply> SendDayAsync(GatewayContext db, Agency agency, NoticeDelivery delivery, NoticeTurn turn, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var others = await Owed(db).AsNoTracking().Where(one => one.Channel == delivery.Channel && one.Urgency == delivery.Urgency && one.Agency == delivery.Agency && one.Role == delivery.Role
            && one.Id != delivery.Id && one.NextAttemptAt <= now).Join(db.Set<NoticeTurn>(), one => one.Turn, other => other.Id, (one, other) => new { one.Id, other.Code }).ToListAsync(stopping);
        var reply = await mail.SendAsync(agency, delivery, [.. others.Select(one => one.Code).Prepend(turn.Code).Distinct()], stopping);
        Guid[] ids = [.. others.Select(one => one.Id)];
        if (reply is DeliveryReply.Sent && ids.Length > 0)
            await Owed(db).Where(one => ids.Contains(one.Id)).ExecuteUpdateAsync(set => set.SetProperty(one => one.SentAt, now), CancellationToken.None);
        return reply;
    }

    private async Task KeepAsync(GatewayContext db, NoticeDelivery delivery, DeliveryReply reply, CancellationToken stopping)
    {
        var (now, attempts) = (time.GetUtcNow(), delivery.Attempts + 1);
        var (because, dead) = reply switch
        {
            DeliveryReply.Refused(var why) => (why, true),
            DeliveryReply.Failed(var why) => (why, attempts >= settings.Attempts),
            _ => (null, false),
        };
        var next = now + RetryTimes.After(attempts);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await Owed(db).Where(one => one.Id == delivery.Id).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Attempts, attempts).SetProperty(one => one.LastFailure, because).SetProperty(one => one.NextAttemptAt, next)
            .SetProperty(one => one.SentAt, because == null ? now : null).SetProperty(one => one.DeadAt, dead ? now : null), stopping);
        if (reply is DeliveryReply.Sent { Has: true })
            await db.Set<NoticeTurn>().Where(turn => turn.Id == delivery.Turn && turn.DeliveredAt == null).ExecuteUpdateAsync(set => set.SetProperty(turn => turn.DeliveredAt, now), stopping);
        if (because is not null && delivery.Channel == NoticeChannel.Text && (dead || attempts >= TriesOfAText)) await StandInAsync(db, delivery, now, stopping);
        if (dead) await TellAsync(db, delivery, now, stopping);
        await transaction.CommitAsync(stopping);
        inbox.Committed();
        if (because is not null) log.Log(dead ? LogLevel.Warning : LogLevel.Information, "Delivery {Delivery} by {Channel} to {Agency}: {Because}{Dead}", delivery.Id, delivery.Channel.Word(), delivery.Agency, because, dead ? "; laid aside" : "");
    }

    // A number that is wrong or a provider that is down leaves nobody without any word.
    private async Task StandInAsync(GatewayContext db, NoticeDelivery text, DateTimeOffset now, CancellationToken stopping)
    {
        var (turn, role) = (text.Turn, text.Role);
        if (ways.InsteadOf(text, now) is not { } mail || await db.Set<NoticeDelivery>().AnyAsync(one => one.Turn == turn && one.Role == role && one.Channel == NoticeChannel.Email, stopping)) return;
        db.Add(mail);
        await db.SaveChangesAsync(stopping);
    }

    // E12: whoever runs the service, once a day for each agency and way. Of what tells them that something did not arrive nothing more is told.
    private async Task TellAsync(GatewayContext db, NoticeDelivery delivery, DateTimeOffset now, CancellationToken stopping)
    {
        var notice = delivery.Notice;
        if (settings.Operations is not { } operations || await db.Set<InboxNotice>().AnyAsync(one => one.Id == notice && one.Event == NoticeEvent.DeliveryFailed, stopping)) return;
        await inbox.AddNewAsync(db, new Posting(NoticeEvent.DeliveryFailed, new NoticeSubject(NoticeSubjectKind.Delivery, delivery.Agency), new PostingTo(NoticeRecipient.Operations, operations), now)
        {
            Words = [NoticeWord.NotDelivered],
            Of = $"{delivery.Channel.Word()} {LondonTime.Day(now):yyyy-MM-dd}",
            Ring = delivery.Agency == operations ? null : delivery.Agency,
        }, stopping);
        await db.SaveChangesAsync(stopping);
    }
}
