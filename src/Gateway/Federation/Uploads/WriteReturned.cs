using System.Text.Json;

namespace Gateway.Federation.Uploads;

/// <summary>A page of records that have something wrong with them.</summary>
internal static class WriteReturned
{
    public static void To(Utf8JsonWriter json, IReadOnlyList<ReturnedRecord> records, int? next)
    {
        json.WriteStartArray("records"u8);
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteNumber("record"u8, record.Record);
            json.WriteNumber("line"u8, record.Line);
            if (record.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteString("code"u8, record.Code.Word());
            if (record.Detail is { } detail) json.WriteString("detail"u8, detail);
            json.WriteString("hint"u8, record.Hint());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (next is { } from) json.WriteNumber("next"u8, from);
    }
}
