using Gateway.Rules.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Cases;

/// <summary>The published cases, and those of this repository.</summary>
internal static class CaseFiles
{
    public static string[] Published { get; } = In(Path.Combine(Repository.Shared, "domain", "policy-cases"));

    public static string[] Own { get; } = In(Path.Combine(Repository.Root, "contracts", "policy-cases"));

    public static CaseVocabulary Words { get; } = CaseVocabulary.Of(Repository.Policy);

    public static PolicyCase Read(string file) => CaseReader.Read(File.ReadAllBytes(file), Words) switch
    {
        CaseReading<PolicyCase>.Valid valid => valid.Value,
        CaseReading<PolicyCase>.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };

    private static string[] In(string folder) => [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
