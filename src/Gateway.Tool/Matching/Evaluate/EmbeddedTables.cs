using Gateway.Rules.Matching.Reading;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>The name tables of <c>contracts/matching</c>, carried in the tool so that it works from any folder.</summary>
internal static class EmbeddedTables
{
    public static NameTables Names() => ReadNameTables.From(Text("given-name-groups.csv"), Text("placeholders.csv")) switch
    {
        NameTablesReading.Valid valid => valid.Tables,
        NameTablesReading.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException("unknown reading"),
    };

    private static string Text(string name)
    {
        using var stream = typeof(EmbeddedTables).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the tool.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
