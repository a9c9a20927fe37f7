using System.Text;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>Takes text apart into rows of fields. A quoted field may hold separators, line breaks and doubled quotation marks.</summary>
internal sealed class CsvReader(string text, char separator)
{
    private readonly List<string> _fields = [];
    private int _at;

    /// <summary>True where the text ended within quotation marks.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The next row, or null at the end.</summary>
    public string[]? Next()
    {
        if (_at >= text.Length) return null;
        _fields.Clear();
        while (true)
        {
            _fields.Add(Field());
            if (_at >= text.Length) break;
            var c = text[_at++];
            if (c == separator) continue;
            if (c == '\r' && _at < text.Length && text[_at] == '\n') _at++;
            break;
        }

        return [.. _fields];
    }

    private string Field()
    {
        var start = _at;
        while (start < text.Length && text[start] == ' ') start++;
        if (start < text.Length && text[start] == '"') return Quoted(start + 1);
        var length = text.AsSpan(_at).IndexOfAny(separator, '\r', '\n');
        var end = length < 0 ? text.Length : _at + length;
        var field = text.AsSpan(_at, end - _at).Trim();
        _at = end;
        return field.Length == 0 ? "" : field.ToString();
    }

    private string Quoted(int start)
    {
        var field = new StringBuilder();
        for (_at = start; _at < text.Length; _at++)
        {
            if (text[_at] != '"') field.Append(text[_at]);
            else if (_at + 1 < text.Length && text[_at + 1] == '"') field.Append(text[_at++]);
            else
            {
                for (_at++; _at < text.Length && text[_at] != separator && text[_at] is not ('\r' or '\n');) field.Append(text[_at++]);
                return field.ToString().Trim();
            }
        }

        IsOpen = true;
        return field.ToString().Trim();
    }
}
