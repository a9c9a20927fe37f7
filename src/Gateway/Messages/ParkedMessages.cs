using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Messages.Store;
using Gateway.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>What was laid aside, with its reason, for an operator: of their own agency, or of all where they run the service. One that is put right is sent again, at the end of its line.</summary>
internal sealed class ParkedMessages(IDbContextFactory<GatewayContext> contexts, RecordOnce record, NoticeSettings settings, OweMessages owe, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>The newest first, at most two hundred, and how many there are in all. Null for whoever is no operator.</summary>
    public async Task<(IReadOnlyList<ParkedMessage> Shown, int Total)?> ListAsync(Practitioner who, CancellationToken stopping)
    {
        if (!who.IsOperator()) return null;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var parked = Of(db, who).AsNoTracking().Where(message => message.ReplayedAt == null);
        var shown = await parked.OrderByDescending(message => message.ParkedAt).ThenBy(message => message.Id).Take(Most).ToListAsync(stopping);
        return (shown, shown.Count < Most ? shown.Count : await parked.CountAsync(stopping));
    }

    /// <summary>Null for whoever is no operator, and where there is none of theirs that can go again; too late where somebody had it sent again first.</summary>
    public async Task<RecordedOnce?> ReplayAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        if (!who.IsOperator()) return null;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await Of(db, who).AsNoTracking().SingleOrDefaultAsync(message => message.Id == id, stopping) is not { } parked || !CanGoAgain(parked)) return null;
        var replayed = await record.RunAsync(one => AgainAsync(one, parked), Entry(who, parked), stopping);
        if (replayed is RecordedOnce.Done) owe.Committed();
        return replayed;
    }

    /// <summary>One of ours, to an agency: nothing else has anywhere to go.</summary>
    public static bool CanGoAgain(ParkedMessage parked) => parked is { Body: not null, Child: not null, Agency.Length: > 0 };

    public static void Write(Utf8JsonWriter json, ParkedMessage parked)
    {
        json.WriteString("id"u8, parked.Id);
        json.WriteString("kind"u8, parked.Kind);
        if (parked.Agency.Length > 0) json.WriteString("agency"u8, parked.Agency);
        json.WriteString("because"u8, parked.Because);
        json.WriteString("parkedAt"u8, parked.ParkedAt);
        json.WriteBoolean("canGoAgain"u8, CanGoAgain(parked));
    }

    // A number that was seen is not looked at again: it goes as a message of its own, behind what went meanwhile.
    private async Task<int> AgainAsync(GatewayContext db, ParkedMessage parked)
    {
        var now = time.GetUtcNow();
        var claimed = await db.Set<ParkedMessage>().Where(message => message.Id == parked.Id && message.ReplayedAt == null).ExecuteUpdateAsync(set => set.SetProperty(message => message.ReplayedAt, now));
        if (claimed != 1) return claimed;
        using var before = JsonDocument.Parse(parked.Body!);
        var (id, number) = (Guid.CreateVersion7(now), await OweMessages.NextAsync(db, parked.Agency, parked.Child!.Value, CancellationToken.None));
        db.Add(OwedMessage.Of(id, parked.Kind, parked.Agency, parked.Child.Value, number, WriteMessage.Again(id, number, parked.Id, before.RootElement), now));
        await db.SaveChangesAsync();
        return claimed;
    }

    private IQueryable<ParkedMessage> Of(GatewayContext db, Practitioner who)
    {
        var (agency, all) = (who.Agency.Id, who.Agency.Id == settings.Operations);
        return db.Set<ParkedMessage>().Where(message => all || message.Agency == agency);
    }

    private static LedgerEntry Entry(Practitioner who, ParkedMessage parked) => new(
        EntryType.Admin, Guid.NewGuid(), who.Agency.Kind.Class(), EntryOutcome.Noted, new byte[32],
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("event"u8, "message-replayed");
            json.WriteString("message"u8, parked.Id);
            json.WriteString("recipient"u8, parked.Agency);
            RecordReading.WriteWho(json, who);
        }), Actor.Of(who)),
        []);
}
