namespace Gateway.Rules.Policy.Reading;

/// <summary>What the publisher says of the version.</summary>
internal sealed record Manifest(string Version, int Sequence, Period Period);

/// <summary>Reads <c>manifest.csv</c>.</summary>
internal static class ReadManifest
{
    private const string File = "manifest.csv";

    public static Manifest From(PolicyFiles files, PolicyFaults faults)
    {
        var rows = new Dictionary<string, PolicyRow>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable(File, ["name", "value"], faults).Rows(files))
            if (row[0] is not ("version" or "sequence" or "validFrom" or "validTo")) row.Fault($"'{row[0]}' is not a name of the manifest");
            else if (!rows.TryAdd(row[0], row)) row.Fault($"'{row[0]}' stands twice");

        var version = Row(rows, "version", faults) is { } named ? Version(named) : "";
        var sequence = Row(rows, "sequence", faults)?.Whole(1, 1, int.MaxValue) ?? 0;
        return new Manifest(version, sequence, Period(rows, faults));
    }

    // It stands in answers and logs.
    private static string Version(PolicyRow row)
    {
        if (row.Text(1).Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-'))) row.Fault("the version is letters, digits, dots and hyphens");
        return row[1];
    }

    private static Period Period(Dictionary<string, PolicyRow> rows, PolicyFaults faults)
    {
        var from = Row(rows, "validFrom", faults)?.Day(1) ?? default;
        var to = Row(rows, "validTo", faults) is { } row && row[1].Length > 0 ? row.Day(1) : DateOnly.MaxValue;
        if (to < from) faults.Add(File, "the period ends before it begins");
        return new Period(from, to);
    }

    private static PolicyRow? Row(Dictionary<string, PolicyRow> rows, string name, PolicyFaults faults)
    {
        if (rows.TryGetValue(name, out var row)) return row;
        faults.Add(File, $"'{name}' is missing");
        return null;
    }
}
