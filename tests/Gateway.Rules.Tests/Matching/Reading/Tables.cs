using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

/// <summary>The repository's own name tables.</summary>
public static class Tables
{
    public static string Folder => Path.Combine(Repository.Root, "contracts", "matching");

    public static string Groups => File.ReadAllText(Path.Combine(Folder, "given-name-groups.csv"));

    public static string Placeholders => File.ReadAllText(Path.Combine(Folder, "placeholders.csv"));

    public static NameTables Names { get; } = ((NameTablesReading.Valid)ReadNameTables.From(Groups, Placeholders)).Tables;
}
