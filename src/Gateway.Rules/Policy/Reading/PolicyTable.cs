using System.Text;
using System.Text.Unicode;

namespace Gateway.Rules.Policy.Reading;

/// <summary>One file of the policy: a header that must be exactly this, and rows.</summary>
internal sealed class PolicyTable(string file, string[] columns, PolicyFaults faults)
{
    private const char Mark = '\uFEFF';

    public string File => file;

    public string[] Columns => columns;

    public PolicyFaults Faults => faults;

    public IEnumerable<PolicyRow> Rows(PolicyFiles files) => Rows(files[file]);

    public IEnumerable<PolicyRow> Rows(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            faults.Add(file, "is not UTF-8 text");
            yield break;
        }

        var text = Encoding.UTF8.GetString(bytes.Span).TrimStart(Mark);
        var number = 0;
        foreach (var line in Whole(text).Split('\n'))
            if (Fields(++number, line.TrimEnd('\r')) is { } fields && number > 1) yield return new PolicyRow(this, number, fields);
    }

    // A file whose last line was cut short may still look whole; one without its line end does not.
    private string Whole(string text)
    {
        if (text.EndsWith('\n')) return text[..^1];
        faults.Add(file, "does not end with a line end");
        return text;
    }

    private string[]? Fields(int number, string line)
    {
        var fields = CsvLine.Split(line);
        if (fields is null) faults.Add(file, number, "a quote stands where none may");
        else if (fields.Length != columns.Length) faults.Add(file, number, $"has {fields.Length} fields, not {columns.Length}");
        else if (line.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0) faults.Add(file, number, "holds a control character");
        else if (number == 1 && !fields.AsSpan().SequenceEqual(columns)) faults.Add(file, number, $"the header is not {string.Join(',', columns)}");
        else return fields;
        return null;
    }
}
