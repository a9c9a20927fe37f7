using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Disclosure;

namespace Gateway.Departments.Pages;

/// <summary>What was typed, kept as it was typed, and the same as the API takes it. A fault of the API goes to the field that it is about.</summary>
internal sealed class TypedEntry
{
    private const int Longest = 5000;

    private readonly ImmutableArray<PageField> _fields;
    private readonly List<int> _rows = [];

    private TypedEntry(ImmutableArray<PageField> fields, Dictionary<string, string> typed, DateTimeOffset now)
    {
        (_fields, Typed) = (fields, typed);
        Body = Sent(now);
    }

    public IReadOnlyDictionary<string, string> Typed { get; }

    public JsonElement Body { get; }

    public static TypedEntry From(ImmutableArray<PageField> fields, IFormCollection form, DateTimeOffset now)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (field.Look == FieldLook.Day) foreach (var part in (string[])["day", "month", "year"]) Keep($"{field.Name}-{part}");
            else Keep(field.Name);
        return new TypedEntry(fields, typed, now);

        void Keep(string name)
        {
            var text = form[name].ToString();
            typed[name] = text.Length <= Longest ? text : text[..Longest];
        }
    }

    /// <summary>Each fault at the input that it is about, in the order of the page.</summary>
    public ImmutableArray<FieldFault> Placed(IEnumerable<FieldFault> faults) =>
        [.. faults.Select(fault => (Place: PlaceOf(fault.Field), fault.Words)).OrderBy(fault => fault.Place).Select(fault => new FieldFault(_fields[fault.Place].Id, fault.Words)).DistinctBy(fault => fault.Field)];

    private int PlaceOf(string pointer)
    {
        var path = pointer.TrimStart('/');
        if (path.StartsWith("rung/", StringComparison.Ordinal))
        {
            var rest = path["rung/".Length..].Split('/');
            var row = int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent < _rows.Count ? _rows[sent] : -1;
            var at = row >= 0 ? Find(field => field.Name == $"rung.{row}.{(rest is [_, var part] && part != "about" ? part : "who")}") : Find(field => field.About == rest[0]);
            return Math.Max(at, 0);
        }

        var name = path.Replace('/', '.');
        var exact = Find(field => field.Name == name && field.Look != FieldLook.Heading);
        return exact >= 0 ? exact : Math.Max(Find(field => field.Name.StartsWith(name + ".", StringComparison.Ordinal)), 0);
    }

    private int Find(Func<PageField, bool> of)
    {
        for (var place = 0; place < _fields.Length; place++)
            if (of(_fields[place])) return place;
        return -1;
    }

    private JsonElement Sent(DateTimeOffset now)
    {
        var (body, rows) = (new JsonObject(), new SortedDictionary<int, JsonObject>());
        foreach (var field in _fields)
        {
            if (ValueOf(field, now) is not { } value) continue;
            var path = field.Name.Split('.');
            if (path is ["rung", var row, var part])
            {
                var number = int.Parse(row, CultureInfo.InvariantCulture);
                if (!rows.TryGetValue(number, out var of)) rows[number] = of = new JsonObject { ["about"] = field.About };
                of[part] = value;
            }
            else if (path is [var group, var member]) (body[group] as JsonObject ?? Group(body, group))[member] = value;
            else body[field.Name] = value;
        }

        if (rows.Count > 0) body["rung"] = new JsonArray([.. rows.Values]);
        _rows.AddRange(rows.Keys);
        return JsonSerializer.SerializeToElement(body);
    }

    private static JsonObject Group(JsonObject body, string name)
    {
        var group = new JsonObject();
        body[name] = group;
        return group;
    }

    // What was left empty is not sent: the form's own sentence says that it is missing.
    private JsonNode? ValueOf(PageField field, DateTimeOffset now)
    {
        if (field.Look == FieldLook.Day) return DayOf(field);
        if (field.Look == FieldLook.Heading || Typed[field.Name].Trim() is not { Length: > 0 } text) return null;
        return field.Look switch
        {
            FieldLook.YesNo => text == "yes",
            FieldLook.Checks when field.Options is [("yes", _)] => true,
            FieldLook.Checks => new JsonArray([.. text.Split(',').Select(one => JsonValue.Create(one))]),
            FieldLook.Time => TimeOf(text, now),
            _ => text,
        };
    }

    private string? DayOf(PageField field)
    {
        var parts = ((string[])["day", "month", "year"]).Select(part => Typed[$"{field.Name}-{part}"].Trim()).ToArray();
        if (parts.All(part => part.Length == 0)) return null;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            ? string.Create(CultureInfo.InvariantCulture, $"{parts[2]}-{month:00}-{day:00}") : "-";
    }

    // The last time that the clock on the wall showed it; what is no time of day is sent as it is, and refused in words.
    private static string TimeOf(string text, DateTimeOffset now)
    {
        if (!TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "HHmm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return text;
        var today = LondonTime.Day(now);
        var at = LondonTime.Instant(today.ToDateTime(time));
        if (at > now) at = LondonTime.Instant(today.AddDays(-1).ToDateTime(time));
        return at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
