using System.Text;

namespace Gateway.Rules.Policy.Reading;

/// <summary>One line of the policy's tables: fields between commas, quoted where they hold one (RFC 4180, without line breaks).</summary>
internal static class CsvLine
{
    /// <summary>The fields, or null where a quote stands where none may.</summary>
    public static string[]? Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(',');
        var fields = new List<string>();
        var rest = line.AsSpan();
        while (true)
        {
            var end = rest.StartsWith("\"") ? Quoted(rest, fields) : Plain(rest, fields);
            if (end < 0) return null;
            if (end == rest.Length) return [.. fields];
            rest = rest[(end + 1)..];
        }
    }

    // Where the field ends; -1 where it holds a quote.
    private static int Plain(ReadOnlySpan<char> rest, List<string> fields)
    {
        var comma = rest.IndexOf(',');
        var field = comma < 0 ? rest : rest[..comma];
        fields.Add(field.ToString());
        return field.Contains('"') ? -1 : field.Length;
    }

    // Where the field ends; -1 where it is never closed, or something follows the closing quote.
    private static int Quoted(ReadOnlySpan<char> rest, List<string> fields)
    {
        var field = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] != '"') field.Append(rest[i]);
            else if (i + 1 < rest.Length && rest[i + 1] == '"') field.Append(rest[i++]);
            else
            {
                fields.Add(field.ToString());
                return i + 1 == rest.Length || rest[i + 1] == ',' ? i + 1 : -1;
            }
        }

        return -1;
    }
}
