using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Which child an agency's own record has under a name and a date of birth. Read from the people's file when it is first asked for.</summary>
internal sealed class NamedChildren(string? folder)
{
    private readonly Lock reading = new();
    private readonly Dictionary<string, List<ChildKey>> byName = new(StringComparer.Ordinal);
    private bool isRead = folder is null;

    public void Add(ChildKey child, string given, string family)
    {
        lock (reading)
        {
            // A first name or a date of birth may not be known to who asks.
            foreach (var key in (ReadOnlySpan<string>)[Key(given, family, child.DateOfBirth), Key("", family, child.DateOfBirth), Key(given, family, null)])
                if (byName.TryGetValue(key, out var known)) known.Add(child);
                else byName[key] = [child];
        }
    }

    public IEnumerable<ChildKey> Find(in DescribedQuestion question)
    {
        if (question is { NhsNumber: { } number, DateOfBirth: { } born }) return [ChildKey.From(number, born)];
        if (question.FamilyName is not { } family || (question.GivenName is null && question.DateOfBirth is null)) return [];
        lock (reading)
        {
            if (!isRead) Read();
            return byName.TryGetValue(Key(question.GivenName ?? "", family, question.DateOfBirth), out var found) ? [.. found] : [];
        }
    }

    private void Read()
    {
        isRead = true;
        foreach (var line in Lines("children.ndjson"))
        {
            using var document = JsonDocument.Parse(line);
            Read(document.RootElement);
        }

        // Who is in nobody's index is called something in the record of the department where they are.
        if (!File.Exists(In("cast.json"))) return;
        using var cast = JsonDocument.Parse(File.ReadAllText(In("cast.json")));
        foreach (var journey in cast.RootElement.EnumerateArray().Where(journey => journey.TryGetProperty("givenName", out _))) Read(journey);
    }

    private void Read(JsonElement child)
    {
        var born = DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Add(ChildKey.From(child.GetProperty("nhsNumber").GetString()!, born), child.GetProperty("givenName").GetString()!, child.GetProperty("familyName").GetString()!);
    }

    private IEnumerable<string> Lines(string name) => File.Exists(In(name)) ? File.ReadLines(In(name)).Where(line => line.Length > 0) : [];

    private string In(string name) => Path.Combine(folder!, name);

    private static string Key(string given, string family, DateOnly? born) => $"{Letters(given)}|{Letters(family)}|{born?.DayNumber}";

    private static string Letters(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsLetter)).ToUpperInvariant();
}
