using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Disclosure.Pages;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>What was typed, as the body that the same handler takes from an agency's system. An empty box is left out; what does not read goes as it is, and is refused there.</summary>
internal static class ReadBoxes
{
    private const string NoDate = "?";

    public static JsonElement Body(Typed typed, IEnumerable<FormField> fields) => Element(Object(typed, fields, ""));

    public static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);

    public static JsonObject Object(Typed typed, IEnumerable<FormField> fields, string under)
    {
        var read = new JsonObject();
        foreach (var field in fields)
            if (Read(typed, field, under + field.Name) is { } value) read[field.Name] = value;
        return read;
    }

    /// <summary>Day, month and year were typed, and there is no such day.</summary>
    public static bool IsNoDate(Typed typed, string box) => Part(typed, box, Typed.Year).Length > 0 && Part(typed, box, Typed.Month).Length > 0 && Day(typed, box, monthAlone: true) == NoDate;

    private static JsonNode? Read(Typed typed, FormField field, string box) => field switch
    {
        FormField.Group group => Group(typed, group, box),
        FormField.Rows rows => Rows(typed, rows, box),
        FormField.Codes => typed.All(box).ToArray() is [_, ..] codes ? new JsonArray([.. codes.Select(code => JsonValue.Create(code))]) : null,
        FormField.Flag => typed.One(box) switch { "yes" => true, "no" => false, _ => null },
        FormField.Number => Number(typed.One(box).Trim()),
        FormField.Day => Text(Day(typed, box, monthAlone: false)),
        FormField.About => Text(Day(typed, box, monthAlone: true)),
        FormField.Moment => Text(Moment(typed, box)),
        _ => Text(typed.One(box).Trim()),
    };

    private static JsonObject? Group(Typed typed, FormField.Group group, string box) =>
        Object(typed, group.Fields, box + "-") is var read && (read.Count > 0 || group.Required) ? read : null;

    private static JsonArray? Rows(Typed typed, FormField.Rows rows, string box) =>
        typed.Rows(box) is > 0 and var count ? new JsonArray([.. Enumerable.Range(0, count).Select(n => Object(typed, rows.Fields, $"{box}-{n}-"))]) : null;

    private static JsonValue? Text(string? text) => string.IsNullOrEmpty(text) ? null : JsonValue.Create(text);

    private static JsonValue? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : Text(text);

    private static string? Day(Typed typed, string box, bool monthAlone)
    {
        var (day, month, year) = (Part(typed, box, Typed.Day), Part(typed, box, Typed.Month), Part(typed, box, Typed.Year));
        if (day.Length + month.Length + year.Length == 0) return null;
        if (monthAlone && day.Length == 0 && month.Length > 0) return Real("1", month, year)?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? NoDate;
        return Real(day, month, year)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? NoDate;
    }

    // As the clock on the wall shows it; an agency's system says its offset.
    private static string? Moment(Typed typed, string box)
    {
        var (day, time) = (Day(typed, box, monthAlone: false), Part(typed, box, Typed.Time).Replace('.', ':'));
        if (day is null && time.Length == 0) return null;
        if (day is null or NoDate || !TimeOnly.TryParseExact(time, ["H:mm", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return NoDate;
        return LondonTime.Instant(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(read)).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static DateOnly? Real(string day, string month, string year) => TypedBirth.Real(new Disclosure.Pages.CheckForm("", "", day, month, year, ""));

    private static string Part(Typed typed, string box, string part) => typed.One(box + part).Trim();
}
