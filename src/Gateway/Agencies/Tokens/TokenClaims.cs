using System.Text.Json;

namespace Gateway.Agencies.Tokens;

/// <summary>The members of a token's header or payload, by type and without surprises.</summary>
internal readonly struct TokenClaims(JsonElement members)
{
    private const int LongestText = 255;

    public bool Has(string name) => members.TryGetProperty(name, out _);

    /// <summary>Printable text of at most 255 characters; none when it is missing or anything else.</summary>
    public string? Text(string name) => members.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>Text, or a list that holds exactly one text: some issuers always write a list.</summary>
    public string? One(string name) => members.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? TextOf(value[0]) : TextOf(value)
        : null;

    /// <summary>Seconds since 1970 as an instant; none when it is missing or anything else.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (!members.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) return null;
        return seconds is > 0 and < 253_402_300_799 ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds)) : null;
    }

    /// <summary>The members of a claim that is an object; none when it is missing or anything else.</summary>
    public TokenClaims? Object(string name) => members.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? new TokenClaims(value) : null;

    /// <summary>How many members there are.</summary>
    public int Count => members.GetPropertyCount();

    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            var text = value.GetString()!;
            return text.Length is > 0 and <= LongestText && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            return null;
        }
    }
}
