using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gateway.Agencies.Loading;

/// <summary>
/// One object of a JSON file and the place where it stands. Reading never stops: what is wrong is noted under its place, and an
/// empty value is given in its stead, which nobody sees because a file with faults is refused.
/// </summary>
internal sealed class Entry
{
    private const int LongestText = 300;
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly string place;
    private readonly Faults faults;
    private readonly bool readable;

    private Entry(JsonElement element, string place, Faults faults)
    {
        this.place = place;
        this.faults = faults;
        readable = element.ValueKind == JsonValueKind.Object;
        if (!readable) Fault("must be an object");
    }

    /// <summary>Reads an object that may have these members and no others.</summary>
    public static Entry Of(JsonElement element, string place, Faults faults, IReadOnlyCollection<string> known)
    {
        var entry = new Entry(element, place, faults);
        entry.Take(element, known);
        return entry;
    }

    /// <summary>The names of the members, each once.</summary>
    public ImmutableArray<string> Names => [.. members.Keys];

    public void Fault(string what) => faults.Add(place.Length == 0 ? what : $"{place}: {what}");

    public void Fault(string name, string what) => faults.Add($"{Place(name)}: {what}");

    public string Text(string name) => Required(name, JsonValueKind.String, "text") is { } value ? Clean(name, value.GetString()!) : "";

    public bool Flag(string name)
    {
        if (!Find(name, required: true, out var value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Fault(name, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public DateOnly Date(string name) => Has(name) ? DateOrNone(name) ?? default : Missing<DateOnly>(name);

    public DateOnly? DateOrNone(string name)
    {
        if (!Has(name)) return null;
        if (DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(name, "must be a day such as 2026-11-01");
        return null;
    }

    public DateTimeOffset Instant(string name)
    {
        var text = Text(name);
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant;
        if (text.Length > 0) Fault(name, "must be an instant in UTC such as 2026-11-22T02:00:00Z");
        return default;
    }

    /// <summary>A list of at least one word, none of them twice.</summary>
    public ImmutableArray<string> Words(string name)
    {
        if (Required(name, JsonValueKind.Array, "a list of words") is not { } list) return [];
        if (list.GetArrayLength() == 0) Fault(name, "must name at least one");
        if (list.EnumerateArray().Any(word => word.ValueKind != JsonValueKind.String))
        {
            Fault(name, "must be a list of words");
            return [];
        }

        var words = list.EnumerateArray().Select(word => word.GetString()!).ToImmutableArray();
        foreach (var twice in words.CountBy(word => word).Where(count => count.Value > 1)) Fault(name, $"names '{twice.Key}' twice");
        return words;
    }

    public Entry? ObjectOrNone(string name, IReadOnlyCollection<string> known) =>
        Has(name) ? Of(members[name], Place(name), faults, known) : null;

    public Entry? Object(string name, IReadOnlyCollection<string> known) => ObjectOrNone(name, known) ?? Missing<Entry>(name);

    /// <summary>An object whose member names are data, such as a map from one word to another.</summary>
    public Entry? Map(string name) =>
        Required(name, JsonValueKind.Object, "an object") is { } map
            ? Of(map, Place(name), faults, [.. map.EnumerateObject().Select(member => member.Name)])
            : null;

    /// <summary>A list of objects, each called by its index and its <c>id</c>.</summary>
    public ImmutableArray<Entry> Objects(string name, IReadOnlyCollection<string> known) =>
        Required(name, JsonValueKind.Array, "a list") is { } list ? List(list, Place(name), faults, known) : [];

    public static ImmutableArray<Entry> List(JsonElement list, string place, Faults faults, IReadOnlyCollection<string> known) =>
        [.. list.EnumerateArray().Select((element, index) => Of(element, $"{place}[{index}]{Called(element)}", faults, known))];

    public JsonElement? Raw(string name) => Find(name, required: true, out var value) ? value : null;

    public string Place(string name) => place.Length == 0 ? name : $"{place} {name}";

    /// <summary>Given, and not null.</summary>
    public bool Has(string name) => Find(name, required: false, out _);

    private void Take(JsonElement element, IReadOnlyCollection<string> known)
    {
        if (!readable) return;
        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name)) Fault(member.Name, "is not a member known here");
            else if (!members.TryAdd(member.Name, member.Value)) Fault(member.Name, "is given twice");
        }
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        var found = members.TryGetValue(name, out value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
        if (!found && required) Missing<object>(name);
        return found;
    }

    private JsonElement? Required(string name, JsonValueKind kind, string described)
    {
        if (!Find(name, required: true, out var value)) return null;
        if (value.ValueKind == kind) return value;
        Fault(name, $"must be {described}");
        return null;
    }

    private T? Missing<T>(string name)
    {
        if (readable) Fault(name, "is missing");
        return default;
    }

    private string Clean(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) Fault(name, "must not be empty");
        else if (text.Length > LongestText) Fault(name, $"must have at most {LongestText} characters");
        else if (text.Any(char.IsControl) || text.Trim() != text) Fault(name, "must have no control characters and no space around it");
        return text;
    }

    private static string Called(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? $" '{id.GetString()}'"
            : "";
}
