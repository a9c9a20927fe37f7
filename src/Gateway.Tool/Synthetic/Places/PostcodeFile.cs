using System.Globalization;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>Reads which council each postcode district belongs to on a day: <c>district,council,from,to</c>.</summary>
internal static class PostcodeFile
{
    public const string Header = "district,council,from,to";
    public const string DefaultName = "postcodes-demonstration.csv";

    /// <summary>Districts by council.</summary>
    /// <exception cref="FormatException">The header or a line does not read.</exception>
    public static ILookup<string, string> Read(string path, DateOnly day)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0].Trim() != Header) throw new FormatException($"its first line is not \"{Header}\"");
        return lines.Skip(1).Where(line => line.Length > 0).Select(Row)
            .Where(row => row.From <= day && (row.To is null || day < row.To))
            .ToLookup(row => row.Council, row => row.District, StringComparer.Ordinal);
    }

    private static (string District, string Council, DateOnly From, DateOnly? To) Row(string line)
    {
        var cells = line.Split(',');
        if (cells.Length != 4) throw new FormatException("a line does not have four cells");
        return (cells[0], cells[1], Date(cells[2]), cells[3].Trim().Length == 0 ? null : Date(cells[3]));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
