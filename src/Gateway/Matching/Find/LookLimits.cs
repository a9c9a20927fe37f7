using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Matching.Find;

/// <summary>How much one practitioner may look (matching, section 5, "Limits").</summary>
/// <param name="ShiftHours">How long a shift is taken to be.</param>
/// <param name="Births">Different dates of birth against an otherwise equal question within a day.</param>
/// <param name="Names">Different names against an otherwise equal question within a day.</param>
/// <param name="UnsurePercent">More of the last <paramref name="UnsureOver"/> looks than this ended in candidates or nobody: somebody reads them.</param>
/// <param name="Practitioners">Different practitioners who were shown one child within an hour.</param>
internal sealed record LookLimits(int WithinAnHour, int WithinAShift, int ShiftHours, int Births, int Names, int UnsurePercent, int UnsureOver, int Practitioners)
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["looksWithinAnHour"] = "looks",
        ["looksWithinAShift"] = "looks",
        ["shift"] = "hours",
        ["birthsAgainstOneQuestion"] = "dates",
        ["namesAgainstOneQuestion"] = "names",
        ["unsureShare"] = "percent",
        ["unsureOver"] = "looks",
        ["practitionersOfOneChildWithinAnHour"] = "practitioners",
    };

    /// <summary>Reads <c>name,value,unit</c>: every limit once, in its own unit, and no other.</summary>
    public static LookLimits From(string csv)
    {
        var faults = new Faults("limits.csv");
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in CsvRows.Of(csv, "name,value,unit", faults)) Take(row, found);
        foreach (var name in Units.Keys.Where(name => !found.ContainsKey(name))) faults.Add($"'{name}' is missing");
        return faults.Otherwise(() => new LookLimits(
            found["looksWithinAnHour"], found["looksWithinAShift"], found["shift"], found["birthsAgainstOneQuestion"], found["namesAgainstOneQuestion"],
            found["unsureShare"], found["unsureOver"], found["practitionersOfOneChildWithinAnHour"])) switch
        {
            Loaded<LookLimits>.Accepted(var limits) => limits,
            Loaded<LookLimits>.Refused(var wrong) => throw new StartRefusedException(wrong),
            _ => throw new InvalidOperationException(),
        };
    }

    private static void Take(CsvRow row, Dictionary<string, int> found)
    {
        if (!Units.TryGetValue(row[0], out var unit)) row.Fault("this limit is not known");
        else if (row[2] != unit) row.Fault($"the unit of {row[0]} is {unit}");
        else if (!int.TryParse(row[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1) row.Fault($"{row[0]} is a whole number from 1");
        else if (!found.TryAdd(row[0], value)) row.Fault($"{row[0]} stands twice");
    }
}
