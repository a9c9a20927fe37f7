using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Rules.Matching.Reading;

/// <summary>What came of reading the name tables.</summary>
public abstract record NameTablesReading
{
    private NameTablesReading() { }

    /// <summary>They can be used.</summary>
    public sealed record Valid(NameTables Tables) : NameTablesReading;

    /// <summary>They cannot; every fault, with the file and the line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : NameTablesReading;
}

/// <summary>Reads <c>given-name-groups.csv</c> and <c>placeholders.csv</c> from their text; whole or not at all.</summary>
public static class ReadNameTables
{
    private const string Groups = "given-name-groups.csv";
    private const string Placeholders = "placeholders.csv";

    /// <summary>Reads both tables.</summary>
    /// <param name="groups">The text of <c>given-name-groups.csv</c>.</param>
    /// <param name="placeholders">The text of <c>placeholders.csv</c>.</param>
    public static NameTablesReading From(string groups, string placeholders)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var read = Rows(Groups, groups, "kind,name,others", faults).Select(row => Group(row, faults)).OfType<NameGroup>().ToImmutableArray();
        var held = Rows(Placeholders, placeholders, "field,kind,words", faults).Select(row => Held(row, faults)).OfType<Placeholder>().ToImmutableArray();
        return faults.Count == 0 ? new NameTablesReading.Valid(new NameTables(read, held)) : new NameTablesReading.Faulty(faults.ToImmutable());
    }

    private static List<Row> Rows(string file, string text, string heading, ImmutableArray<string>.Builder faults)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var rows = new List<Row>();
        if (lines[0] != heading) faults.Add($"{file}: the first line must be {heading}");
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0) continue;
            var row = new Row(file, i + 1, lines[i].Split(','));
            if (row.Fields.Length == 3) rows.Add(row);
            else faults.Add(row.Fault("must have three fields"));
        }

        return rows;
    }

    private static NameGroup? Group(Row row, ImmutableArray<string>.Builder faults)
    {
        var others = row.Fields[2].Split(' ').ToImmutableArray();
        var unfolded = others.Append(row.Fields[1]).Any(name => name.Length == 0 || NameFold.Of(name) != name || name.Contains(' ', StringComparison.Ordinal));
        if (unfolded) faults.Add(row.Fault("names must be folded, one word each"));
        if (row.Fields[0] is not ("short" or "spelling")) faults.Add(row.Fault("kind must be short or spelling"));
        else if (!unfolded) return new NameGroup(row.Fields[0] == "spelling", row.Fields[1], others);
        return null;
    }

    private static Placeholder? Held(Row row, ImmutableArray<string>.Builder faults)
    {
        PlaceholderKind? kind = row.Fields[1] switch
        {
            "word" => PlaceholderKind.Word,
            "whole" => PlaceholderKind.Whole,
            "start" => PlaceholderKind.Start,
            "title" => PlaceholderKind.Title,
            _ => null,
        };
        if (kind is null) faults.Add(row.Fault("kind must be word, whole, start or title"));
        if (row.Fields[0] is not ("given" or "any")) faults.Add(row.Fault("field must be given or any"));
        if (row.Fields[2].Length == 0 || NameFold.Of(row.Fields[2]) != row.Fields[2]) faults.Add(row.Fault("words must be folded"));
        return kind is { } known ? new Placeholder(row.Fields[0] == "given", known, row.Fields[2]) : null;
    }

    private sealed record Row(string File, int Line, string[] Fields)
    {
        public string Fault(string why) => string.Create(CultureInfo.InvariantCulture, $"{File} line {Line}: {why}");
    }
}
