using System.Collections.Frozen;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Asks;

/// <summary>Reads <c>reason,kind,roles,title,inHours,outOfHours</c>; every line at fault is named, and a fault stops the start.</summary>
internal static class LoadWhoAnswers
{
    public static WhoAnswers From(string csv, IReadOnlySet<string> roles, IReadOnlySet<string> reasons) => Read(csv, roles, reasons) switch
    {
        Loaded<WhoAnswers>.Accepted(var table) => table,
        Loaded<WhoAnswers>.Refused(var faults) => throw new StartRefusedException(faults),
        _ => throw new InvalidOperationException(),
    };

    public static Loaded<WhoAnswers> Read(string csv, IReadOnlySet<string> roles, IReadOnlySet<string> reasons)
    {
        var faults = new Faults("holders.csv");
        var rows = new Dictionary<(string, AgencyKind), Answerer>();
        foreach (var row in CsvRows.Of(csv, "reason,kind,roles,title,inHours,outOfHours", faults)) Take(row, rows, roles, reasons);
        foreach (var kind in Enum.GetValues<AgencyKind>().Where(kind => !kind.OnlyRefers() && !rows.ContainsKey((WhoAnswers.AnyReason, kind))))
            faults.Add($"'{kind.Word()}' has no row for any reason");
        return faults.Otherwise(() => new WhoAnswers(rows.ToFrozenDictionary()));
    }

    private static void Take(CsvRow row, Dictionary<(string, AgencyKind), Answerer> rows, IReadOnlySet<string> roles, IReadOnlySet<string> reasons)
    {
        var named = row[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (row[0] != WhoAnswers.AnyReason && (row[0].Length == 0 || row[0][0] != 'H' || !reasons.Contains(row[0]))) row.Fault("reason is a code of the holder's, such as Ha, or any");
        else if (!AgencyKindWords.TryRead(row[1], out var kind)) row.Fault("kind is not a kind of agency");
        else if (named.Length == 0 || named.Any(role => !roles.Contains(role))) row.Fault("roles are roles of the matrix, between blanks");
        else if (row[3].Length == 0) row.Fault("title is empty");
        else if (Hours(row[4]) is not { } inHours || Hours(row[5]) is not { } outOfHours) row.Fault("hours are whole numbers from 1 to 168");
        else if (!rows.TryAdd((row[0], kind), new Answerer([.. named], row[3], inHours, outOfHours))) row.Fault("reason and kind stand twice");
    }

    private static TimeSpan? Hours(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= 168 ? TimeSpan.FromHours(hours) : null;
}
