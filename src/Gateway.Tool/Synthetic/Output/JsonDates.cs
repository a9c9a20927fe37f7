using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>Dates, instants and numbers written without a string in between.</summary>
internal static class JsonDates
{
    public static void WriteDate(this Utf8JsonWriter json, string name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void WriteDate(this Utf8JsonWriter json, string name, DateOnly? date)
    {
        if (date is { } known) json.WriteDate(name, known);
        else json.WriteNull(name);
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset instant)
    {
        Span<byte> text = stackalloc byte[20];
        instant.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } known) json.WriteInstant(name, known);
        else json.WriteNull(name);
    }

    /// <summary>The two members by which every file names a child.</summary>
    public static void WriteChild(this Utf8JsonWriter json, NhsNumber number, DateOnly born)
    {
        Span<byte> digits = stackalloc byte[10];
        number.Value.TryFormat(digits, out _, "D10", CultureInfo.InvariantCulture);
        json.WriteString("nhsNumber", digits);
        json.WriteDate("dateOfBirth", born);
    }
}
