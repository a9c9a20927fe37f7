using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Disclosure;

namespace Gateway.Federation.Late;

/// <summary>
/// A released value as it is kept and read back: written as in an answer, where nothing names its kind, and told by the one member that
/// no other kind has.
/// </summary>
internal sealed class KeptValue : JsonConverter<ValueAnswer>
{
    public override ValueAnswer? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var kept = JsonDocument.ParseValue(ref reader);
        var value = kept.RootElement;
        return value switch
        {
            _ when value.TryGetProperty("categories", out _) => value.Deserialize(CheckJson.Default.Plans),
            _ when value.TryGetProperty("worker", out _) => value.Deserialize(CheckJson.Default.Contact),
            _ when value.TryGetProperty("council", out _) => value.Deserialize(CheckJson.Default.Care),
            _ when value.TryGetProperty("on", out _) => value.Deserialize(CheckJson.Default.Day),
            _ when value.TryGetProperty("text", out _) => value.Deserialize(CheckJson.Default.Name),
            _ when value.TryGetProperty("count", out _) => value.Deserialize(CheckJson.Default.Number),
            _ when value.TryGetProperty("who", out _) => value.Deserialize(CheckJson.Default.Telephone),
            _ => throw new JsonException("A kept value is of no known kind."),
        };
    }

    public override void Write(Utf8JsonWriter writer, ValueAnswer value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, CheckJson.Default.ValueAnswer);
}
