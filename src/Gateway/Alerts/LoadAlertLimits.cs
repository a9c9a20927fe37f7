using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy.Alerts;

namespace Gateway.Alerts;

/// <summary>Reads <c>name,value,unit</c>: every limit once, in its own unit, and no other.</summary>
internal static class LoadAlertLimits
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["childrenWithinAnHour"] = "children",
        ["strangersWithinAnHour"] = "children",
        ["sampleOneIn"] = "decisions",
    };

    public static AlertLimits From(string csv) => Read(csv) switch
    {
        Loaded<AlertLimits>.Accepted(var limits) => limits,
        Loaded<AlertLimits>.Refused(var faults) => throw new StartRefusedException(faults),
        _ => throw new InvalidOperationException(),
    };

    public static Loaded<AlertLimits> Read(string csv)
    {
        var faults = new Faults("alerts.csv");
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in CsvRows.Of(csv, "name,value,unit", faults)) Take(row, found);
        foreach (var name in Units.Keys.Where(name => !found.ContainsKey(name))) faults.Add($"'{name}' is missing");
        return faults.Otherwise(() => new AlertLimits(found["childrenWithinAnHour"], found["strangersWithinAnHour"], found["sampleOneIn"]));
    }

    private static void Take(CsvRow row, Dictionary<string, int> found)
    {
        if (!Units.TryGetValue(row[0], out var unit)) row.Fault("this limit is not known");
        else if (row[2] != unit) row.Fault($"the unit of {row[0]} is {unit}");
        else if (!int.TryParse(row[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1) row.Fault($"{row[0]} is a whole number from 1");
        else if (!found.TryAdd(row[0], value)) row.Fault($"{row[0]} stands twice");
    }
}
