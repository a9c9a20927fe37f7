using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>The ledger's entries about records that go. They name records by their ids, whose they were and the rule; nobody whom they were about.</summary>
internal sealed class ErasureEntries(Ledger ledger)
{
    private const int Page = 200;
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);
    private static readonly byte[] NoPolicy = new byte[32];

    public static LedgerEntry Going(Erasure erasure, IReadOnlyList<(RecordUnit Unit, RetentionVerdict.Ends Ends)> going) => Entry(erasure, json =>
    {
        json.WriteString("authority"u8, "retention");
        json.WriteStartArray("records"u8);
        foreach (var id in going.SelectMany(each => each.Unit.Records)) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteStartArray("agencies"u8);
        foreach (var agency in going.SelectMany(each => each.Unit.Controllers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) json.WriteStringValue(agency);
        json.WriteEndArray();
        json.WriteStartArray("rules"u8);
        foreach (var rule in going.Select(each => each.Ends.Rule).Distinct()) Write(json, rule);
        json.WriteEndArray();
    });

    /// <summary>What an entry said would go, and stayed: somebody put a hold on it, or did something with it, before it went.</summary>
    public static LedgerEntry Stayed(Erasure erasure, IEnumerable<Guid> records) => Entry(erasure, json =>
    {
        json.WriteString("authority"u8, "retention");
        json.WriteStartArray("stayed"u8);
        foreach (var id in records) json.WriteStringValue(id);
        json.WriteEndArray();
    });

    /// <summary>What the ledger has of an erasure that somebody began and did not finish; none where it has nothing. Throws <see cref="LedgerUnreadableException"/> where it cannot say.</summary>
    public async Task<ErasureRecorded?> FindAsync(Erasure erasure, CancellationToken stopping)
    {
        (ErasureRecorded? Found, long? Before) at = (null, null);
        do
        {
            var history = await ledger.History.ReadAsync(new AccessOf.ByAgency(erasure.Agency), at.Before, Page, stopping);
            foreach (var access in history.Entries)
            {
                if (access.Leaf is { } leaf && DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds) < erasure.PlannedAt - ClocksApart) return at.Found;
                at.Found = ErasureRecorded.Of(access, erasure.Id, at.Found);
            }

            at.Before = history.Before;
        }
        while (at.Before is not null);
        return at.Found;
    }

    private static LedgerEntry Entry(Erasure erasure, Action<Utf8JsonWriter> write) => new(
        EntryType.Erasure, erasure.Id, AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("agency"u8, erasure.Agency);
            json.WriteString("record"u8, erasure.Record);
            json.WriteString("erasure"u8, erasure.Id);
            write(json);
        }), new Actor(erasure.Agency)),
        []);

    private static void Write(Utf8JsonWriter json, RetentionRule rule)
    {
        json.WriteStartObject();
        json.WriteString("controller"u8, rule.Controller);
        json.WriteString("from"u8, rule.Period.From.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("untilAge"u8, rule.UntilAge);
        json.WriteNumber("yearsAfter"u8, rule.YearsAfter);
        json.WriteEndObject();
    }
}

/// <summary>What the ledger says of one erasure.</summary>
/// <param name="Entry">The entry that says what goes.</param>
/// <param name="Records">What it names.</param>
/// <param name="SaysStayed">Another says already what stayed of it.</param>
internal sealed record ErasureRecorded(Guid Entry, ImmutableHashSet<Guid> Records, bool SaysStayed)
{
    public static ErasureRecorded? Of(Access access, Guid erasure, ErasureRecorded? found)
    {
        if (access is not { Leaf: { Type: (byte)EntryType.Erasure } leaf, Common.IsEmpty: false }) return found;
        using var document = JsonDocument.Parse(access.Common);
        var root = document.RootElement;
        if (!root.TryGetProperty("erasure", out var id) || !id.TryGetGuid(out var of) || of != erasure) return found;
        found ??= new ErasureRecorded(default, [], false);
        return root.TryGetProperty("records", out var records) ? found with { Entry = leaf.EntryId, Records = [.. records.EnumerateArray().Select(record => record.GetGuid())] } : found with { SaysStayed = true };
    }
}
