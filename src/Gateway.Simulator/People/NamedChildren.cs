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
        var file = Path.Combine(folder!, "children.ndjson");
        if (!File.Exists(file)) return;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0) continue;
            using var document = JsonDocument.Parse(line);
            var child = document.RootElement;
            var born = DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            Add(ChildKey.From(child.GetProperty("nhsNumber").GetString()!, born), child.GetProperty("givenName").GetString()!, child.GetProperty("familyName").GetString()!);
        }
    }

    private static string Key(string given, string family, DateOnly? born) => $"{Letters(given)}|{Letters(family)}|{born?.DayNumber}";

    private static string Letters(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsLetter)).ToUpperInvariant();
}
