using System.Globalization;
using System.Text.Json;

namespace Gateway.Referrals.Form;

/// <summary>One object of the form as a rule looks at it: what does not read is as if it were not there, for that is said already.</summary>
internal readonly record struct FormPart(JsonElement Element, DateOnly Today)
{
    public bool Has(string name) => Element.TryGetProperty(name, out _);

    public string? Text(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Is(string name, string word) => Text(name) == word;

    public bool Is(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public int? Number(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public DateTimeOffset? Moment(string name) => TryMoment(Text(name), out var at) ? at : null;

    /// <summary>Such as <c>2026-11-21T22:14:00+00:00</c>: what time it was nobody has to guess.</summary>
    public static bool TryMoment(string? text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out at)
        && (text!.EndsWith('Z') || text[^6] is '+' or '-');

    /// <summary>The first day that it can mean.</summary>
    public DateOnly? Begins(string name) =>
        Day(name) ?? (DateOnly.TryParseExact(Text(name) + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null);

    /// <summary>The last day that it can mean.</summary>
    public DateOnly? Ends(string name) => Day(name) ?? Begins(name)?.AddMonths(1).AddDays(-1);

    public FormPart? Part(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new FormPart(value, Today) : null;

    public IEnumerable<FormPart> Parts(string name)
    {
        if (!Element.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) yield break;
        foreach (var one in list.EnumerateArray())
            if (one.ValueKind == JsonValueKind.Object) yield return new FormPart(one, Today);
    }

    public IEnumerable<string> Words(string name) => Element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
        : [];

    /// <summary>In completed years, as far as it is known; none for a child who is not born.</summary>
    public int? Age()
    {
        if (Number("estimatedAge") is { } guessed) return guessed;
        if (Day("dateOfBirth") is not { } born) return null;
        var years = Today.Year - born.Year;
        return (Today.Month, Today.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }
}
