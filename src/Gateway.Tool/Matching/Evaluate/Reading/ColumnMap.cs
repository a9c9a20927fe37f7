using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>A field with the headings of its columns in the left file and in the right one; several columns make one field.</summary>
internal sealed record MappedField(string Name, ImmutableArray<string> Left, ImmutableArray<string> Right);

/// <summary>Which columns are which field: a JSON object of field names to headings.</summary>
/// <param name="Id">The column that numbers records, where pairs of numbers are the truth.</param>
internal sealed record ColumnMap(ImmutableArray<MappedField> Fields, MappedField? Id, string? DateFormat, string? TruthPattern)
{
    private const string Option = "--columns";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static ColumnMap Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Of(document.RootElement)
                : throw new RefusedException($"{Option}: {path} must hold one JSON object, field names with the headings of their columns.");
        }
        catch (JsonException e)
        {
            throw new RefusedException($"{Option}: {path} is not JSON (line {e.LineNumber + 1}).");
        }
        catch (FileNotFoundException)
        {
            throw new RefusedException($"{Option}: there is no file {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{Option}: {path} cannot be read: {e.Message}");
        }
    }

    private static ColumnMap Of(JsonElement map)
    {
        var fields = new Dictionary<string, MappedField>(StringComparer.OrdinalIgnoreCase);
        string? format = null, pattern = null;
        foreach (var member in map.EnumerateObject())
        {
            if (member.Name is "dateFormat" or "date-format" or "date_format") format = Text(member);
            else if (member.Name is "truthPattern" or "truth-pattern" or "truth_pattern") pattern = Text(member);
            else if (member.Name is "columns" or "left" or "right" && member.Value.ValueKind == JsonValueKind.Object)
                foreach (var inner in member.Value.EnumerateObject()) Add(fields, inner, member.Name != "right", member.Name != "left");
            else Add(fields, member, true, true);
        }

        var id = fields.Values.FirstOrDefault(field => field.Name.Equals("id", StringComparison.OrdinalIgnoreCase));
        return new ColumnMap([.. fields.Values.Where(field => field != id)], id, format, pattern);
    }

    private static void Add(Dictionary<string, MappedField> fields, JsonProperty member, bool isLeft, bool isRight)
    {
        if (member.Value.ValueKind is JsonValueKind.Null) return;
        var known = fields.GetValueOrDefault(member.Name, new MappedField(member.Name, [], []));
        var (left, right) = IsSided(member.Value)
            ? (Headings(member, member.Value.GetProperty("left")), Headings(member, member.Value.GetProperty("right")))
            : (Headings(member, member.Value), Headings(member, member.Value));
        if ((isLeft && !known.Left.IsEmpty) || (isRight && !known.Right.IsEmpty)) throw new RefusedException($"{Option}: {member.Name} stands twice.");
        fields[member.Name] = known with { Left = isLeft ? left : known.Left, Right = isRight ? right : known.Right };
    }

    private static bool IsSided(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("left", out _) && value.TryGetProperty("right", out _);

    private static ImmutableArray<string> Headings(JsonProperty member, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!.Trim()],
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(one => one.GetString()!.Trim())],
        JsonValueKind.Object when IsDate(value) => [Part(value, "year"), Part(value, "month"), Part(value, "day")],
        _ => throw new RefusedException($"{Option}: {member.Name} must be a heading, a list of headings, or an object with left and right (or day, month and year)."),
    };

    private static bool IsDate(JsonElement value) => value.TryGetProperty("year", out _) && value.TryGetProperty("month", out _) && value.TryGetProperty("day", out _);

    private static string Part(JsonElement value, string part) => value.GetProperty(part) is { ValueKind: JsonValueKind.String } heading
        ? heading.GetString()!
        : throw new RefusedException($"{Option}: {part} of a date must be a heading.");

    private static string Text(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : throw new RefusedException($"{Option}: {member.Name} must be a text.");
}
