using System.Text.Json;
using Gateway.Agencies;
using Gateway.Hosting;

namespace Gateway.Audit;

/// <summary>Who read which work about children, before it is shown: reading is itself recorded.</summary>
internal sealed class RecordReading(AppendToLedger append, TimeProvider time)
{
    private static readonly byte[] NoPolicy = new byte[32];

    public async Task<LedgerReceipt?> RunAsync(Practitioner reader, string what, IEnumerable<Guid> shown, CancellationToken stopping)
    {
        var common = JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, what);
            WriteWho(json, reader);
            json.WriteStartArray("shown"u8);
            foreach (var id in shown) json.WriteStringValue(id);
            json.WriteEndArray();
        });
        var entry = new LedgerEntry(
            EntryType.Search, Guid.CreateVersion7(time.GetUtcNow()), reader.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy, new AskerSection(common, Actor.Of(reader)), []);
        return await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;
    }

    public static void WriteWho(Utf8JsonWriter json, Practitioner who)
    {
        json.WriteString("agency"u8, who.Agency.Id);
        json.WriteString("practitioner"u8, who.Subject);
        if (who.Name is { } name) json.WriteString("name"u8, name);
        json.WriteString("role"u8, who.Role);
    }
}
