using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Notifications;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices.Channels;

/// <summary>What was laid aside, with its reason, for an operator: of their own agency, or of all where they run the service. One that is put right is sent again.</summary>
internal sealed class DeadLetters(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, NoticeSettings settings, [FromKeyedServices(SendDeliveries.Name)] OutboxSignal signal, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>The newest first, at most two hundred, and how many there are in all. Null for whoever is no operator.</summary>
    public async Task<(IReadOnlyList<NoticeDelivery> Shown, int Total)?> ListAsync(Practitioner who, CancellationToken stopping)
    {
        if (!who.IsOperator()) return null;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var shown = await Theirs(db, who).AsNoTracking().OrderByDescending(delivery => delivery.DeadAt).ThenBy(delivery => delivery.Id).Take(Most).ToListAsync(stopping);
        return (shown, shown.Count < Most ? shown.Count : await Theirs(db, who).CountAsync(stopping));
    }

    /// <summary>Null for whoever is no operator, and where there is none of theirs; too late where somebody had it sent again first.</summary>
    public async Task<RecordedOnce?> ReplayAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        if (!who.IsOperator()) return null;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var now = time.GetUtcNow();
        if (!await Of(db, who).AnyAsync(delivery => delivery.Id == id && (delivery.DeadAt != null || delivery.Attempts == 0), stopping)) return null;
        var replayed = await record.RunAsync(
            one => Theirs(one, who).Where(delivery => delivery.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(delivery => delivery.DeadAt, (DateTimeOffset?)null).SetProperty(delivery => delivery.Attempts, 0).SetProperty(delivery => delivery.NextAttemptAt, now)),
            Entry(who, id), stopping);
        if (replayed is RecordedOnce.Done) signal.Raise();
        return replayed;
    }

    public static void Write(Utf8JsonWriter json, NoticeDelivery delivery)
    {
        json.WriteString("id"u8, delivery.Id);
        json.WriteString("agency"u8, delivery.Agency);
        json.WriteString("channel"u8, delivery.Channel.Word());
        json.WriteString("urgency"u8, delivery.Urgency.Word());
        json.WriteString("createdAt"u8, delivery.CreatedAt);
        json.WriteNumber("attempts"u8, delivery.Attempts);
        json.WriteString("because"u8, delivery.LastFailure);
        json.WriteString("deadAt"u8, delivery.DeadAt!.Value);
    }

    private IQueryable<NoticeDelivery> Theirs(GatewayContext db, Practitioner who) => Of(db, who).Where(delivery => delivery.DeadAt != null);

    private IQueryable<NoticeDelivery> Of(GatewayContext db, Practitioner who)
    {
        var (agency, all) = (who.Agency.Id, who.Agency.Id == settings.Operations);
        return db.Set<NoticeDelivery>().Where(delivery => all || delivery.Agency == agency);
    }

    private static LedgerEntry Entry(Practitioner who, Guid id) => new(
        EntryType.Admin, Guid.NewGuid(), who.Agency.Kind.Class(), EntryOutcome.Noted, new byte[32],
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("event"u8, "delivery-replayed");
            json.WriteString("delivery"u8, id);
            RecordReading.WriteWho(json, who);
        }), Actor.Of(who)),
        []);
}
