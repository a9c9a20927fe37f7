using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>
/// How dates are written: yyyy, MM or M, dd or d, MMM for a month's name, yy for a year of this or the last century, and anything between;
/// or the same as %Y %m %d %b %y. Days that do not exist are read too: they are slips of ones that do.
/// </summary>
internal sealed class DateFormat
{
    private static readonly string[] Usual =
        ["yyyyMMdd", "yyyy-M-d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy/M/d", "d MMM yyyy", "d-MMM-yyyy", "d/M/yy", "yyyy"];

    private readonly ImmutableArray<string> _parts;
    private readonly bool _isParted;

    private DateFormat(ImmutableArray<string> parts) => (_parts, _isParted) = (parts, parts.Any(part => !char.IsAsciiLetter(part[0])));

    /// <summary>The format, or null where the text is none: it needs a year, and a day only beside a month.</summary>
    public static DateFormat? Of(string text)
    {
        var plain = text.Replace("%Y", "yyyy", StringComparison.Ordinal).Replace("%y", "yy", StringComparison.Ordinal).Replace("%m", "MM", StringComparison.Ordinal)
            .Replace("%d", "dd", StringComparison.Ordinal).Replace("%b", "MMM", StringComparison.Ordinal).Replace("%B", "MMM", StringComparison.Ordinal)
            .Replace("YYYY", "yyyy", StringComparison.Ordinal).Replace("DD", "dd", StringComparison.Ordinal);
        if (plain.Contains("dd", StringComparison.Ordinal) && plain.Contains("yyyy", StringComparison.Ordinal)) plain = plain.Replace("mm", "MM", StringComparison.Ordinal);
        var parts = new List<string>();
        for (var at = 0; at < plain.Length;)
        {
            var run = 1;
            while (at + run < plain.Length && plain[at + run] == plain[at] && char.IsAsciiLetter(plain[at])) run++;
            var part = plain.Substring(at, run);
            if (char.IsAsciiLetter(part[0]) && part is not ("yyyy" or "yy" or "M" or "MM" or "MMM" or "MMMM" or "d" or "dd")) return null;
            parts.Add(part == "MMMM" ? "MMM" : part);
            at += run;
        }

        var (years, months, days) = (parts.Count(part => part[0] == 'y'), parts.Count(part => part[0] == 'M'), parts.Count(part => part[0] == 'd'));
        return years == 1 && months <= 1 && days <= months ? new DateFormat([.. parts]) : null;
    }

    /// <summary>The usual format that most of the values have, or null where none fits half of them.</summary>
    public static DateFormat? Told(IEnumerable<string?> values)
    {
        var held = values.Where(value => !string.IsNullOrWhiteSpace(value)).Take(2_000).ToArray();
        var best = Usual.Select(text => Of(text)!).MaxBy(format => held.Count(value => format.Read(value) is { } date && IsPlausible(date)))!;
        return held.Length == 0 || held.Count(value => best.Read(value) is not null) * 2 >= held.Length ? best : null;
    }

    /// <summary>Eight digits, yyyymmdd, with zeros for what the format has not; null where the text is not so written.</summary>
    public string? Read(string? text)
    {
        var rest = WithoutTime(text).AsSpan().Trim();
        var (year, month, day) = (0, 0, 0);
        foreach (var part in _parts)
        {
            if (!char.IsAsciiLetter(part[0]))
            {
                if (rest.IsEmpty || rest[0] != part[0]) return null;
                rest = rest[1..];
                continue;
            }

            var taken = part == "MMM" ? Month(rest, out var value) : Number(rest, part, out value);
            if (taken == 0) return null;
            rest = rest[taken..];
            if (part[0] == 'y') year = part == "yy" ? Century(value) : value;
            else if (part[0] == 'M') month = value;
            else day = value;
        }

        return rest.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"{year:D4}{month:D2}{day:D2}") : null;
    }

    private static bool IsPlausible(string date) => string.CompareOrdinal(date[..4], "1700") > 0 && string.CompareOrdinal(date[4..6], "12") <= 0 && string.CompareOrdinal(date[6..], "31") <= 0;

    private static int Century(int year) => year < 40 ? 2000 + year : 1900 + year;

    private static string WithoutTime(string? text)
    {
        if (text is null) return "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var gap = colon < 0 ? -1 : text.LastIndexOfAny(['T', ' '], colon);
        return gap > 0 ? text[..gap] : text;
    }

    // A lone digit will do where something stands between the parts.
    private int Number(ReadOnlySpan<char> rest, string part, out int value)
    {
        value = 0;
        var most = part == "yyyy" ? 4 : 2;
        var taken = 0;
        while (taken < most && taken < rest.Length && char.IsAsciiDigit(rest[taken])) value = value * 10 + (rest[taken++] - '0');
        return taken == most || (part.Length == 1 && taken > 0) || (part is "MM" or "dd" && taken == 1 && _isParted) ? taken : 0;
    }

    private static int Month(ReadOnlySpan<char> rest, out int value)
    {
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters])) letters++;
        value = letters < 3 ? 0 : 1 + Array.IndexOf(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], rest[..3].ToString().ToLowerInvariant());
        return value == 0 ? 0 : letters;
    }
}
