using System.Globalization;
using Gateway.Agencies;
using Gateway.Disclosure.Pages;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Concerns.Pages;

/// <summary>When somebody noticed something, as a day and a time on the wall.</summary>
internal static class NoticedAt
{
    public const string Box = "noticedAt";
    public const string Time = "-time";

    // What does not read goes as it is, and is refused by the field's own rule.
    private const string Unread = "?";

    private static readonly string[] Times = ["H:mm", "H.mm", "HHmm", "h:mmtt", "h.mmtt", "htt"];

    public static void Begin(Typed typed, DateOnly today)
    {
        foreach (var (part, value) in (ReadOnlySpan<(string, int)>)[(Typed.Day, today.Day), (Typed.Month, today.Month), (Typed.Year, today.Year)]) typed.Set(Box + part, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Puts the instant where the handler looks for it.</summary>
    public static void Read(Typed typed)
    {
        string[] parts = [.. ((string[])[Typed.Day, Typed.Month, Typed.Year, Time]).Select(part => typed.One(Box + part).Trim())];
        typed.Set(Box, parts.All(part => part.Length == 0) ? "" : Instant(parts) ?? Unread);
    }

    private static string? Instant(string[] parts)
    {
        if (TypedBirth.Real(new CheckForm("", "", parts[0], parts[1], parts[2], "")) is not { } day) return null;
        if (!TimeOnly.TryParseExact(parts[3].Replace(" ", "", StringComparison.Ordinal), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        return LondonTime.Instant(day.ToDateTime(time)).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
