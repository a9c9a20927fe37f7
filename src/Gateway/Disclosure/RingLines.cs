using System.Text.Json;

namespace Gateway.Disclosure;

/// <summary>Telephone numbers on a problem: whatever fails, the numbers still go.</summary>
internal static class RingLines
{
    public static void Write(Utf8JsonWriter json, IEnumerable<RingAnswer> lines)
    {
        json.WriteStartArray("ringNow"u8);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            Members(json, line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Members(Utf8JsonWriter json, RingAnswer line)
    {
        json.WriteString("who"u8, line.Who);
        json.WriteString("number"u8, line.Number);
        json.WriteString("when"u8, line.When);
        json.WriteString("why"u8, line.Why);
    }
}
