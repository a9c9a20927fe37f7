using System.Globalization;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Reads single values as strictly as the contract writes them.</summary>
internal static class StrictValue
{
    public const int LongestText = 200;

    public static Guid Uuid(ref Utf8JsonReader json, string field) =>
        IsString(ref json) && json.TryGetGuid(out var id) ? id : throw new RefusedException(field, "must be a UUID");

    public static int Word(ref Utf8JsonReader json, WordList words, string field) =>
        IsString(ref json) && words.Find(ref json) is >= 0 and var word
            ? word
            : throw new RefusedException(field, "is not one of the words of the contract");

    public static DateOnly Date(ref Utf8JsonReader json, string field)
    {
        Span<char> text = stackalloc char[10];
        return Copy(ref json, text) == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new RefusedException(field, "must be a date such as 2026-11-22");
    }

    public static DateTimeOffset Instant(ref Utf8JsonReader json, string field) =>
        IsString(ref json) && json.ValueSpan is [.., (byte)'Z'] && json.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new RefusedException(field, "must be an instant in UTC such as 2026-11-22T02:09:58Z");

    public static string Text(ref Utf8JsonReader json, string field) =>
        IsString(ref json) && json.GetString() is { Length: > 0 and <= LongestText } text
            ? text
            : throw new RefusedException(field, "must be a text of 1 to 200 characters");

    public static void StartArray(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw new RefusedException(field, "must be a list");
    }

    /// <summary>The characters of the current string; -1 where it is none or does not fit.</summary>
    public static int Copy(ref Utf8JsonReader json, scoped Span<char> text)
    {
        var length = json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;
        return IsString(ref json) && length == text.Length ? json.CopyString(text) : -1;
    }

    private static bool IsString(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String;
}
