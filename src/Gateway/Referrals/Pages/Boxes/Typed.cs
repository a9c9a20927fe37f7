using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>What stands in the boxes of a page, by the name of each: as it was typed, or as it was saved. Nothing says that it holds.</summary>
internal sealed class Typed
{
    public const string Day = "-day";
    public const string Month = "-month";
    public const string Year = "-year";
    public const string Time = "-time";

    private const int MostBoxes = 600;
    private const int MostValues = 100;
    private const int Longest = 12_000;

    private readonly Dictionary<string, string[]> _boxes;

    private Typed(Dictionary<string, string[]> boxes) => _boxes = boxes;

    public static Typed None => new([]);

    public IReadOnlyDictionary<string, string[]> Boxes => _boxes;

    public static Typed Kept(Dictionary<string, string[]> boxes) => new(boxes);

    /// <summary>Of a form: only the boxes of these fields, each as long as anything that can be saved.</summary>
    public static Typed From(IFormCollection form, IEnumerable<FormField> fields)
    {
        var names = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return new(form.Where(box => names.Contains(box.Key.Split('-')[0])).Take(MostBoxes).ToDictionary(
            box => box.Key, box => box.Value.Take(MostValues).Select(value => Cut((value ?? "").ReplaceLineEndings("\n"))).ToArray(), StringComparer.Ordinal));
    }

    /// <summary>Of what was saved.</summary>
    public static Typed Of(JsonElement saved, IEnumerable<FormField> fields)
    {
        var typed = None;
        typed.Put(saved, fields, "");
        return typed;
    }

    public string One(string box) => _boxes.GetValueOrDefault(box) is [var value, ..] ? value : "";

    public IEnumerable<string> All(string box) => _boxes.GetValueOrDefault(box, []).Where(value => value.Length > 0);

    public void Set(string box, params string[] values) => _boxes[box] = values;

    /// <summary>An instant, as the clock on the wall showed it.</summary>
    public void SetMoment(string box, DateTimeOffset at)
    {
        var wall = LondonTime.OnTheWall(at);
        foreach (var (part, format) in (ReadOnlySpan<(string, string)>)[(Day, "%d"), (Month, "%M"), (Year, "yyyy"), (Time, "HH:mm")]) Set(box + part, wall.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>How many rows there are of a list.</summary>
    public int Rows(string box) => _boxes.Keys.Select(name => NumberOf(box, name)).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>The rows in which something stands, one after the other. An id alone is nothing.</summary>
    public Typed WithoutEmptyRows(FormField.Rows rows)
    {
        var own = rows.Fields.OfType<FormField.Id>().Select(id => id.Name).ToHashSet(StringComparer.Ordinal);
        var full = Enumerable.Range(0, Rows(rows.Name)).Where(n => _boxes.Any(box => NumberOf(rows.Name, box.Key) == n && !own.Contains(box.Key.Split('-')[2]) && box.Value.Any(value => !string.IsNullOrWhiteSpace(value)))).ToList();
        return new(_boxes.Where(box => NumberOf(rows.Name, box.Key) is var n && (n < 0 || full.Contains(n)))
            .ToDictionary(box => NumberOf(rows.Name, box.Key) is >= 0 and var n ? Renamed(rows.Name, box.Key, full.IndexOf(n)) : box.Key, box => box.Value, StringComparer.Ordinal));
    }

    /// <summary>These boxes and others.</summary>
    public Typed With(Typed more)
    {
        foreach (var (box, values) in more._boxes) _boxes[box] = values;
        return this;
    }

    public Typed WithoutRow(string rows, int row)
    {
        foreach (var box in _boxes.Keys.Where(name => NumberOf(rows, name) == row).ToList()) _boxes.Remove(box);
        return this;
    }

    private static int NumberOf(string rows, string box) =>
        box.Split('-') is [var name, var number, _, ..] && name == rows && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < MostValues ? n : -1;

    private static string Renamed(string rows, string box, int row) => $"{rows}-{row}-{string.Join('-', box.Split('-')[2..])}";

    private void Put(JsonElement saved, IEnumerable<FormField> fields, string under)
    {
        foreach (var field in fields)
            if (saved.TryGetProperty(field.Name, out var value)) Put(value, field, under + field.Name);
    }

    private void Put(JsonElement value, FormField field, string box)
    {
        switch (field)
        {
            case FormField.Group group:
                Put(value, group.Fields, box + "-");
                break;
            case FormField.Rows rows:
                foreach (var (row, n) in value.EnumerateArray().Select((row, n) => (row, n))) Put(row, rows.Fields, $"{box}-{n}-");
                break;
            case FormField.Codes:
                Set(box, [.. value.EnumerateArray().Select(code => code.GetString()!)]);
                break;
            case FormField.Flag:
                Set(box, value.GetBoolean() ? "yes" : "no");
                break;
            case FormField.Number:
                Set(box, value.GetInt32().ToString(CultureInfo.InvariantCulture));
                break;
            case FormField.Day or FormField.About:
                PutDay(value.GetString()!.Split('-'), box);
                break;
            case FormField.Moment:
                SetMoment(box, value.GetDateTimeOffset());
                break;
            default:
                Set(box, value.GetString()!);
                break;
        }
    }

    private void PutDay(string[] parts, string box)
    {
        Set(box + Year, parts[0]);
        Set(box + Month, parts[1].TrimStart('0'));
        if (parts.Length > 2) Set(box + Day, parts[2].TrimStart('0'));
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];
}
