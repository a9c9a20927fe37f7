using System.Globalization;
using System.Text;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;

namespace Gateway.Chronology;

/// <summary>
/// A chronology as a table that merges with other agencies' rows: what is missing, who made it and its receipt first, then one row an event. No cell is a formula to a program that opens it, and each row
/// carries the receipt, so that it is known where it came from once it stands among others.
/// </summary>
internal static class WriteCsv
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>Says nothing of whom it is about.</summary>
    public const string FileName = "chronology.csv";

    public static readonly string[] Columns = ["Date", "Time", "Source", "What happened", "Effect on the child", "Response", "Outcome", "Significance", "Keep from the family", "Ledger receipt"];

    private const string Starts = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20";

    public static byte[] Of(DrawnChronology drawn, LedgerReceipt receipt)
    {
        var (text, reference) = (new StringBuilder(), ReferenceOf(receipt));
        foreach (var missing in drawn.Missing) Row(text, missing);
        if (drawn.KeepsFromFamily) Row(text, "Some of this must not reach the family. Ask whoever wrote it before you hand it on.");
        Row(text, "NHS number", drawn.Question.Child.NhsNumber.Spaced, "Date of birth", Day(drawn.Question.Child.DateOfBirth, false));
        Row(text, "Made", Clock.DayAndTime(receipt.At), "For", $"{drawn.By.Name ?? drawn.By.Subject}, {drawn.By.Agency.Name}", "Purpose", ItemNames.Name(drawn.Question.Purpose));
        Row(text, "Ledger receipt", reference);
        Row(text, Columns);
        foreach (var line in drawn.Lines)
            Row(text, Day(line.Day, line.IsMonth), line.At is { } at ? Clock.Time(at) : "", line.Source, line.What, line.Effect, line.Response, line.Outcome, line.Significance, line.KeepFromFamily ? "yes" : "no", reference);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>What somebody can give to information governance, to find the entry by.</summary>
    public static string ReferenceOf(LedgerReceipt receipt) => string.Create(CultureInfo.InvariantCulture, $"entry {receipt.Index} {Convert.ToHexStringLower(receipt.LeafHash.Span[..6])}");

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var n = 0; n < cells.Length; n++) text.Append(n == 0 ? "" : ",").Append(Cell(cells[n]));
        text.Append("\r\n");
    }

    /// <summary>One cell: in quotes, on one line, and never the beginning of a formula.</summary>
    public static string Cell(string text)
    {
        var line = string.Join(" / ", text.Split((char[])['\r', '\n', '\u2028', '\u2029', '\u0085', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var plain = string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
        var guarded = plain.TrimStart(' ', '\u00a0', '\ufeff', '"', '\'') is [var first, ..] && Starts.Contains(first) ? "'" + plain : plain;
        return $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // As every program sorts it; a month sorts before its days.
    private static string Day(DateOnly day, bool isMonth) => day.ToString(isMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
