using Spectre.Console;

namespace Gateway.Tool.Policy;

/// <summary>A table: ruled for a person at a terminal, columns kept apart by spaces for a file or another program.</summary>
internal static class PlainTable
{
    private const int Widest = 90;

    public static void Write(TextWriter output, bool interactive, string[] headings, IEnumerable<string[]> rows)
    {
        if (interactive) Ruled(headings, rows);
        else Spaced(output, headings, [.. rows]);
    }

    private static void Ruled(string[] headings, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in headings) table.AddColumn(new TableColumn(new Text(heading)));
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }

    private static void Spaced(TextWriter output, string[] headings, string[][] rows)
    {
        var widths = headings.Select((heading, i) => Math.Min(Widest, rows.Select(row => row[i].Length).Append(heading.Length).Max())).ToArray();
        foreach (var row in rows.Prepend(headings))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd());
    }
}
