using System.Globalization;
using System.Text.Json;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>
/// What is wrong with a file, in sentences that name its place. A fault means that the file cannot be read and is not played; a remark names a word that
/// nobody knows here: the file is played, and what hangs on that word cannot be expressed.
/// </summary>
internal sealed class Faults(string file)
{
    private readonly List<string> _faults = [];
    private readonly List<string> _remarks = [];

    public IReadOnlyList<string> All => _faults;

    public IReadOnlyList<string> Remarks => _remarks;

    public void Fault(string place, string sentence) => _faults.Add($"{file}: {place} {sentence}");

    public void Remark(string place, string sentence) => _remarks.Add($"{file}: {place} {sentence}");

    public string Text(JsonElement parent, string name, string place)
    {
        if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        Fault(place, $"needs '{name}', a text.");
        return "";
    }

    public string? TextOrNone(JsonElement parent, string name, string place)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Fault($"{place}.{name}", "must be a text.");
        return null;
    }

    public IEnumerable<(JsonElement One, string Place)> List(JsonElement parent, string name, string place)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Fault(place, $"needs '{name}', a list.");
            return [];
        }

        var named = place.Length == 0 || place == "the file" ? name : $"{place}.{name}";
        return list.EnumerateArray().Select((one, n) => (one, string.Create(CultureInfo.InvariantCulture, $"{named}[{n}]"))).Where(pair => IsObject(pair.one, pair.Item2));
    }

    public bool IsObject(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.Object) return true;
        Fault(place, "must be an object.");
        return false;
    }

    public Offset OffsetOf(JsonElement parent, string name, string place)
    {
        var text = Text(parent, name, place);
        if (text.Length == 0) return default;
        if (Offset.Read(text) is { } offset) return offset;
        Fault($"{place}.{name}", $"must be an offset such as P12DT14H30M, and is '{Shown(text)}'.");
        return default;
    }

    public DateOnly? Day(string? text, string place)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(place, $"must be a day such as 2026-11-01, and is '{Shown(text)}'.");
        return null;
    }

    public void OnlyKnown(JsonElement one, string place, params string[] known)
    {
        foreach (var member in one.EnumerateObject())
            if (!known.Contains(member.Name)) Remark(place, $"has '{Shown(member.Name)}', which the format does not know; it is passed over.");
    }

    public static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
