using System.Text;

namespace Gateway.Rules.Policy;

/// <summary>One line of the policy's tables: fields between commas, quoted where they hold one (RFC 4180, without line breaks).</summary>
internal static class CsvLine
{
    public static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) Take(fields, field);
            else field.Append(line[i]);
        }

        Take(fields, field);
        return [.. fields];
    }

    private static void Take(List<string> fields, StringBuilder field)
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
