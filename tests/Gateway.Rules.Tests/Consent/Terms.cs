using Gateway.Rules.Consent;

namespace Gateway.Rules.Tests.Consent;

/// <summary>The published tables, and ways to spoil one.</summary>
internal static class Terms
{
    public static ConsentTerms Published { get; } = ConsentTermsReader.Read(Files()) is ConsentTermsReading.Valid(var terms) ? terms : throw new InvalidOperationException();

    public static ConsentFiles Files()
    {
        string Text(string name) => File.ReadAllText(Path.Combine(Repository.Root, "contracts", "consent", name));
        return new ConsentFiles(Text("reviews.csv"), Text("openings.csv"), Text("recorders.csv"), Text("concerns.csv"));
    }
}
