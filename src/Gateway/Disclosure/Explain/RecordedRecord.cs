using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Explain;

/// <summary>The facts of the record by which a disclosure was decided, beside it in the ledger; nothing where the record said nothing.</summary>
internal static class RecordedRecord
{
    public static void Write(Utf8JsonWriter json, RecordFacts? record)
    {
        if (record is not { IsSilent: false }) return;
        json.WriteStartObject("record"u8);
        if (record.Shield) json.WriteBoolean("shield"u8, true);
        if (record.Handling != HandlingFlags.None) json.WriteNumber("handling"u8, (int)record.Handling);
        if (!record.Prohibited.IsEmpty)
        {
            json.WriteStartArray("prohibited"u8);
            foreach (var item in record.Prohibited) json.WriteStringValue(item.Word());
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Null where the record said nothing.</summary>
    public static RecordFacts? Read(JsonElement common) => !common.TryGetProperty("record", out var record) ? null : new RecordFacts(record.TryGetProperty("shield", out _))
    {
        Handling = record.TryGetProperty("handling", out var handling) ? (HandlingFlags)handling.GetByte() : HandlingFlags.None,
        Prohibited = record.TryGetProperty("prohibited", out var items) ? [.. items.EnumerateArray().Select(ItemOf)] : [],
    };

    private static Item ItemOf(JsonElement word) => ItemWords.TryRead(word.GetString(), out var item) ? item : throw new JsonException("The entry names an unknown item.");
}
