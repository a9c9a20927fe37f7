using System.Text.Json;

namespace Gateway.Agencies.Loading;

/// <summary>Reads a JSON file strictly; what is not JSON at all is one fault with its line.</summary>
internal static class JsonFile
{
    public static Loaded<T> Read<T>(string json, Faults faults, Func<JsonElement, Faults, Func<T>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\ufeff'), new JsonDocumentOptions { MaxDepth = 16 });
            return faults.Otherwise(read(document.RootElement, faults));
        }
        catch (JsonException notJson)
        {
            faults.Add($"line {notJson.LineNumber + 1}: is not JSON");
            return faults.Otherwise<T>(() => throw notJson);
        }
    }
}
