using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Simulator;

/// <summary>The part of JSON Schema 2020-12 that our contracts use; another keyword is a fault, not a thing passed over.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    private static readonly HashSet<string> Notes = ["$schema", "$id", "$defs", "title", "description", "format", "default", "then", "else"];

    /// <summary>Everything that is wrong with the value, each with its place; empty where it is valid.</summary>
    public IReadOnlyList<string> Check(JsonElement value, string pointer) => [.. Check(value, At(pointer), "")];

    private JsonElement At(string pointer) =>
        pointer.TrimStart('#', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(document, (at, name) => at.GetProperty(name.Replace("~1", "/")));

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string place)
    {
        if (schema.ValueKind == JsonValueKind.False) return [place + " must not be"];
        return schema.ValueKind == JsonValueKind.True
            ? []
            : schema.EnumerateObject().SelectMany(keyword => Notes.Contains(keyword.Name) ? [] : Check(value, schema, keyword, place));
    }

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, JsonProperty keyword, string place)
    {
        var rule = keyword.Value;
        return keyword.Name switch
        {
            "$ref" => Check(value, At(rule.GetString()!), place),
            "type" => Wrong(!Types(rule).Contains(TypeOf(value)) && !(Types(rule).Contains("number") && TypeOf(value) == "integer"), place, "type"),
            "const" => Wrong(!JsonElement.DeepEquals(value, rule), place, "const"),
            "enum" => Wrong(!rule.EnumerateArray().Any(word => JsonElement.DeepEquals(value, word)), place, "enum"),
            "pattern" => Wrong(value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, rule.GetString()!), place, "pattern"),
            "minLength" => Wrong(value.ValueKind == JsonValueKind.String && value.GetString()!.Length < rule.GetInt32(), place, "minLength"),
            "maxLength" => Wrong(value.ValueKind == JsonValueKind.String && value.GetString()!.Length > rule.GetInt32(), place, "maxLength"),
            "minimum" => Wrong(value.ValueKind == JsonValueKind.Number && value.GetDouble() < rule.GetDouble(), place, "minimum"),
            "maximum" => Wrong(value.ValueKind == JsonValueKind.Number && value.GetDouble() > rule.GetDouble(), place, "maximum"),
            "oneOf" => Wrong(rule.EnumerateArray().Count(one => !Check(value, one, place).Any()) != 1, place, "oneOf"),
            "anyOf" => Wrong(!rule.EnumerateArray().Any(one => !Check(value, one, place).Any()), place, "anyOf"),
            "not" => Wrong(!Check(value, rule, place).Any(), place, "not"),
            "if" => schema.TryGetProperty(Check(value, rule, place).Any() ? "else" : "then", out var next) ? Check(value, next, place) : [],
            _ => value.ValueKind switch
            {
                JsonValueKind.Object => CheckObject(value, schema, keyword, place),
                JsonValueKind.Array => CheckArray(value, keyword, place),
                _ => [],
            },
        };
    }

    private IEnumerable<string> CheckObject(JsonElement value, JsonElement schema, JsonProperty keyword, string place) => keyword.Name switch
    {
        "required" => keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{place}/{name} is missing"),
        "properties" => keyword.Value.EnumerateObject()
            .SelectMany(member => value.TryGetProperty(member.Name, out var inner) ? Check(inner, member.Value, $"{place}/{member.Name}") : []),
        "additionalProperties" => value.EnumerateObject().Where(member => !Known(schema, member.Name))
            .SelectMany(member => Check(member.Value, keyword.Value, $"{place}/{member.Name}")),
        "minProperties" => Wrong(value.EnumerateObject().Count() < keyword.Value.GetInt32(), place, "minProperties"),
        "maxProperties" => Wrong(value.EnumerateObject().Count() > keyword.Value.GetInt32(), place, "maxProperties"),
        "items" or "minItems" or "maxItems" or "uniqueItems" => [],
        _ => throw new NotSupportedException(keyword.Name),
    };

    private IEnumerable<string> CheckArray(JsonElement value, JsonProperty keyword, string place) => keyword.Name switch
    {
        "items" => value.EnumerateArray().SelectMany((item, i) => Check(item, keyword.Value, $"{place}/{i}")),
        "minItems" => Wrong(value.GetArrayLength() < keyword.Value.GetInt32(), place, "minItems"),
        "maxItems" => Wrong(value.GetArrayLength() > keyword.Value.GetInt32(), place, "maxItems"),
        "uniqueItems" => Wrong(value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() < value.GetArrayLength(), place, "uniqueItems"),
        "properties" or "required" or "additionalProperties" or "minProperties" or "maxProperties" => [],
        _ => throw new NotSupportedException(keyword.Name),
    };

    private static bool Known(JsonElement schema, string name) => schema.TryGetProperty("properties", out var known) && known.TryGetProperty(name, out _);

    private static IEnumerable<string> Wrong(bool wrong, string place, string rule) => wrong ? [$"{place} breaks {rule}"] : [];

    private static string[] Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
