using System.Globalization;
using Gateway.Referrals.Form;

namespace Gateway.Departments.Form;

/// <summary>An instant as a form gives it, such as <c>2026-11-23T03:20:00Z</c>.</summary>
internal static class Moment
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset? Read(string? text) =>
        text is { Length: > 16 and <= 40 } && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && HasZone(text) ? at.ToUniversalTime() : null;

    public static DateTimeOffset At(FormPart part, string name) => Read(part.Text(name)) ?? throw new InvalidDataException("A stored instant does not read.");

    // A time without a zone is nobody's.
    private static bool HasZone(string text) => text[^1] == 'Z' || text[^6] is '+' or '-';
}
