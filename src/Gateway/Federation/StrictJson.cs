using System.Globalization;
using System.Text.Json;

namespace Gateway.Federation;

/// <summary>
/// What comes from outside is read with: no deeper than it may be, and no member twice, which one reader takes for the first and another for the last. A member that the
/// contract does not have could change the meaning of the rest.
/// </summary>
internal static class StrictJson
{
    /// <summary>An agency's answer, a token, or the body of a request.</summary>
    public static readonly JsonDocumentOptions Options = OfDepth(8);

    /// <summary>A FHIR resource: deeper, for a code in an extension of a resource in an entry.</summary>
    public static readonly JsonDocumentOptions Resource = OfDepth(24);

    public static JsonDocumentOptions OfDepth(int most) => new() { MaxDepth = most, AllowDuplicateProperties = false };

    /// <summary>Throws <see cref="FormatException"/> where the object has any other member.</summary>
    public static JsonElement Only(this JsonElement element, params ReadOnlySpan<string> known)
    {
        foreach (var member in element.EnumerateObject())
            if (!IsOneOf(member, known)) throw new FormatException();
        return element;
    }

    private static bool IsOneOf(JsonProperty member, ReadOnlySpan<string> known)
    {
        foreach (var name in known)
            if (member.NameEquals(name)) return true;
        return false;
    }

    /// <summary>An instant in UTC, as the contract has it: without its zone it would be read by the clock of this machine.</summary>
    public static DateTimeOffset Instant(this JsonElement element) =>
        element.GetString() is { Length: >= 20 } text && text[^1] == 'Z' ? element.GetDateTimeOffset() : throw new FormatException();

    public static DateOnly Day(this JsonElement element) => DateOnly.ParseExact(element.GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A short line of text without controls or marks that turn the direction of writing.</summary>
    public static string Text(this JsonElement element, int longest) => element.TextOrNone(longest) ?? throw new FormatException();

    /// <summary>The same, and null for any other text.</summary>
    public static string? TextOrNone(this JsonElement element, int longest)
    {
        var text = element.GetString();
        return text is { Length: > 0 } && text.Length <= longest && !Steered(text) ? text : null;
    }

    public static bool IsFault(Exception fault) =>
        fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or OverflowException;

    private static bool Steered(string text)
    {
        foreach (var c in text)
            if (Steers(c)) return true;
        return false;
    }

    private static bool Steers(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
