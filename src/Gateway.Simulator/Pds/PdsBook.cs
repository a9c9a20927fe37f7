using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Everybody of the national service: those of the people's file, read when somebody is first asked for, and those who were added.</summary>
internal sealed class PdsBook(string? folder)
{
    private readonly Lock reading = new();
    private readonly Dictionary<string, PdsPerson> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> survivors = new(StringComparer.Ordinal);
    private bool isRead = folder is null;

    public void Add(PdsPerson person)
    {
        lock (reading)
        {
            byNumber[person.NhsNumber] = person;
            foreach (var former in person.FormerNumbers) survivors[former] = person.NhsNumber;
        }
    }

    /// <summary>The record under a number, or the one that took its place.</summary>
    public PdsPerson? Find(string number)
    {
        lock (reading)
        {
            Read();
            return byNumber.GetValueOrDefault(survivors.GetValueOrDefault(number, number));
        }
    }

    public ImmutableArray<PdsPerson> Everybody()
    {
        lock (reading)
        {
            Read();
            return [.. byNumber.Values];
        }
    }

    private void Read()
    {
        if (isRead) return;
        isRead = true;
        var file = Path.Combine(folder!, "children.ndjson");
        if (!File.Exists(file)) return;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0) continue;
            using var document = JsonDocument.Parse(line);
            Add(Person(document.RootElement));
        }
    }

    private static PdsPerson Person(JsonElement child) => new(Text(child, "nhsNumber"), Day(child, "dateOfBirth")!.Value, Text(child, "givenName"), Text(child, "familyName"))
    {
        Gender = Text(child, "sex") switch { "F" => "female", "M" => "male", "X" => "other", _ => "unknown" },
        IsRestricted = child.GetProperty("protected").GetBoolean(),
        Homes = [.. List(child, "addresses").Select(home => new PdsHome(Text(home, "postcode"), Day(home, "from")!.Value, Day(home, "to"))).OrderByDescending(home => home.To ?? DateOnly.MaxValue)],
        Before = [.. List(child, "aliases").Select(alias => (Text(alias, "givenName"), Text(alias, "familyName")))],
        FormerNumbers = [.. List(child, "formerNhsNumbers").Select(number => number.GetString()!)],
    };

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static DateOnly? Day(JsonElement element, string name) =>
        Text(element, name) is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static JsonElement[] List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
