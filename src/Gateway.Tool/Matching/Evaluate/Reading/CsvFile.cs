using System.Globalization;
using System.Text;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>A comma-separated file (RFC 4180): a line of headings, then rows of as many fields. Spaces around a field do not count.</summary>
internal sealed class CsvFile
{
    private static readonly UTF8Encoding Strict = new(false, true);

    private CsvFile(string path, string[] headings, List<string[]> rows) => (Path, Headings, Rows) = (path, headings, rows);

    public string Path { get; }

    public string[] Headings { get; }

    public List<string[]> Rows { get; }

    /// <summary>Reads a file of a table; its headings are each there once.</summary>
    public static CsvFile Read(string path, string option)
    {
        var rows = Lines(path, option);
        if (rows.Count == 0) throw new RefusedException($"{option}: {path} is empty.");
        var headings = rows[0];
        for (var i = 0; i < headings.Length; i++)
        {
            if (headings[i].Length == 0) throw new RefusedException(Text($"{option}: column {i + 1} of {path} has no heading."));
            if (Array.IndexOf(headings, headings[i]) < i) throw new RefusedException($"{option}: the heading {headings[i]} stands twice in {path}.");
        }

        for (var i = 1; i < rows.Count; i++)
            if (rows[i].Length != headings.Length)
                throw new RefusedException(Text($"{option}: row {i + 1} of {path} has {rows[i].Length} fields, its headings are {headings.Length}."));
        rows.RemoveAt(0);
        return new CsvFile(path, headings, rows);
    }

    /// <summary>The rows of a file, headings or not.</summary>
    public static List<string[]> Lines(string path, string option)
    {
        var text = Decode(path, option);
        var separator = Separator(text);
        var reader = new CsvReader(text, separator);
        var rows = new List<string[]>();
        while (reader.Next() is { } row)
            if (row.Length > 1 || row[0].Length > 0) rows.Add(row);
        return reader.IsOpen ? throw new RefusedException(Text($"{option}: a quotation mark in {path} is never closed; it opens in row {rows.Count}.")) : rows;
    }

    private static string Decode(string path, string option)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return bytes.AsSpan().Contains((byte)0)
                ? throw new RefusedException($"{option}: {path} is not text.")
                : Strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            throw new RefusedException(Text($"{option}: {path} is not in UTF-8 (the first wrong byte is at {e.Index}). Save it as UTF-8."));
        }
        catch (FileNotFoundException)
        {
            throw new RefusedException($"{option}: there is no file {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{option}: {path} cannot be read: {e.Message}");
        }
    }

    // A file from a spreadsheet may have semicolons or tabs: whichever there are most of in the headings.
    private static char Separator(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var headings = end < 0 ? text : text[..end];
        return new[] { ',', ';', '\t' }.MaxBy(one => headings.Count(c => c == one));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
