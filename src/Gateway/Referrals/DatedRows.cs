using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy;

namespace Gateway.Referrals;

/// <summary>The days on which a row of a table counts.</summary>
internal static class DatedRows
{
    /// <summary>Of the field <c>from</c> and the one after it, <c>to</c>; none where they do not read, which is said.</summary>
    public static Period? PeriodOf(CsvRow line, int from)
    {
        if (!TryRead(line[from], out var first))
        {
            line.Fault("from must be a day such as 2024-01-01");
            return null;
        }

        var last = DateOnly.MaxValue;
        if (line[from + 1].Length > 0 && !TryRead(line[from + 1], out last)) line.Fault("to must be a day such as 2024-12-31, or empty");
        else if (last < first) line.Fault("to must not be before from");
        else return new Period(first, last);
        return null;
    }

    private static bool TryRead(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
