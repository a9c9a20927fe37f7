namespace Gateway.Agencies.Loading;

/// <summary>Rows of a plain file of comma-separated values: no quotes, one header, blank lines ignored.</summary>
internal static class CsvRows
{
    public static IEnumerable<CsvRow> Of(string csv, string header, Faults faults)
    {
        var lines = csv.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        if (lines[0] != header)
        {
            faults.Add($"line 1: must be the header {header}");
            yield break;
        }

        var width = header.Split(',').Length;
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            var row = new CsvRow(i + 1, lines[i].Split(','), faults);
            if (row.Width == width) yield return row;
            else row.Fault($"must have {width} fields, as in the header {header}");
        }
    }
}

/// <summary>One row and the line it stands on.</summary>
internal sealed class CsvRow(int line, string[] fields, Faults faults)
{
    public int Width => fields.Length;

    public string this[int field] => fields[field].Trim();

    public void Fault(string what) => faults.Add($"line {line}: {what}");
}
