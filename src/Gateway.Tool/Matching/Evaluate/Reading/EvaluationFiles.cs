using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>One or two files with what their columns mean, made into records to link.</summary>
internal sealed class EvaluationFiles(CsvFile left, CsvFile? right, ColumnMap map)
{
    public CsvFile Left { get; } = left;

    public CsvFile? Right { get; } = right;

    public int Count => Left.Rows.Count + (Right?.Rows.Count ?? 0);

    public LinkageRecords Records(string? dateFormat)
    {
        if (Left.Rows.Count == 0 || Right is { Rows.Count: 0 }) throw new RefusedException("A file has headings and no rows.");
        var dates = new DateFields(dateFormat ?? map.DateFormat);
        var (fields, values) = (ImmutableArray.CreateBuilder<LinkageField>(), ImmutableArray.CreateBuilder<string?[]>());
        foreach (var field in DateFields.Gather(map.Fields))
        {
            var texts = Texts(field);
            var known = FieldWords.Known(field.Name) ?? FieldWords.Told(field.Name, texts);
            fields.Add(known);
            values.Add(known.Kind == FieldKind.Date ? dates.Read(field.Name, texts) : texts);
        }

        return fields.Count == 0
            ? throw new RefusedException("--columns: no field is mapped; at least one is needed, such as given, family or dob.")
            : new LinkageRecords(fields.ToImmutable(), values.ToImmutable(), Left.Rows.Count);
    }

    /// <summary>The values of a field in every record, those of the left file first; several columns are set side by side.</summary>
    public string?[] Texts(MappedField field)
    {
        var texts = new string?[Count];
        Fill(texts, 0, Left, Indexes(Left, field, field.Left, "left"));
        if (Right is not null) Fill(texts, Left.Rows.Count, Right, Indexes(Right, field, field.Right, "right"));
        return texts;
    }

    private static void Fill(string?[] texts, int from, CsvFile file, int[] columns)
    {
        for (var row = 0; row < file.Rows.Count; row++)
            texts[from + row] = columns.Length == 1
                ? file.Rows[row][columns[0]]
                : string.Join(' ', columns.Select(column => file.Rows[row][column]).Where(text => text.Length > 0));
    }

    private static int[] Indexes(CsvFile file, MappedField field, ImmutableArray<string> headings, string side) =>
        headings.IsEmpty
            ? throw new RefusedException($"--columns: {field.Name} has no column for the {side} file.")
            : [.. headings.Select(heading => Index(file, field, heading))];

    private static int Index(CsvFile file, MappedField field, string heading)
    {
        var exact = Array.IndexOf(file.Headings, heading);
        if (exact >= 0) return exact;
        var loose = Array.FindIndex(file.Headings, one => one.Equals(heading, StringComparison.OrdinalIgnoreCase));
        return loose >= 0
            ? loose
            : throw new RefusedException($"--columns: {field.Name} is said to be in the column {heading}, and {file.Path} has none of that name. It has: {string.Join(", ", file.Headings)}.");
    }
}
