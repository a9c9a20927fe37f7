using Gateway.Rules.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Cases;

/// <summary>The published cases, those of this repository, and the few published ones that the tests of the reader itself begin from.</summary>
internal static class CaseFiles
{
    public static string[] Published { get; } = In(Path.Combine(Repository.Shared, "domain", "policy-cases"));

    public static string[] Own { get; } = In(Path.Combine(Repository.Root, "contracts", "policy-cases"));

    public static string[] Copied { get; } = In(Path.Combine(Repository.Root, "tests", "Gateway.Rules.Tests", "Policy", "Cases", "Worked"));

    public static CaseVocabulary Words { get; } = CaseVocabulary.Of(Repository.Policy);

    public static PolicyCase Read(string file) => CaseReader.Read(File.ReadAllBytes(file), Words) switch
    {
        CaseReading<PolicyCase>.Valid valid => valid.Value,
        CaseReading<PolicyCase>.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The text of a published case that is copied here.</summary>
    public static string Worked(string id) => File.ReadAllText(Copied.Single(file => Path.GetFileNameWithoutExtension(file) == id));

    private static string[] In(string folder) => !Directory.Exists(folder) ? [] : [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
