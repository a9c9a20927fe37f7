using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Rules.Ledger.Evidence;

/// <summary>The JSON of an evidence pack: camel case, every member there, no other, none twice.</summary>
internal static partial class PackJson
{
    private static readonly Forms Known = new(new JsonSerializerOptions(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Form<T>());

    public static T? Read<T>(ReadOnlySpan<byte> json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, Form<T>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonTypeInfo<T> Form<T>() => (JsonTypeInfo<T>)Known.GetTypeInfo(typeof(T))!;

    // Made when it is compiled: every start of a service writes one.
    [JsonSerializable(typeof(LogDescription))]
    [JsonSerializable(typeof(IndexRow))]
    [JsonSerializable(typeof(OpenedSection))]
    private sealed partial class Forms : JsonSerializerContext;
}
