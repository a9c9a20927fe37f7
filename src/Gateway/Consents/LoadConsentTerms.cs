using Gateway.Agencies;
using Gateway.Rules.Consent;

namespace Gateway.Consents;

/// <summary>The tables of <c>contracts/consent</c>: those that were built in, or those of the folder that is named. A fault stops the start.</summary>
internal static class LoadConsentTerms
{
    public static ConsentTerms From(string? folder)
    {
        string Text(string name) => folder is null ? BuiltIn(name) : File.ReadAllText(Path.Combine(folder, name));
        return ConsentTermsReader.Read(new ConsentFiles(Text("reviews.csv"), Text("openings.csv"), Text("recorders.csv"), Text("concerns.csv"))) switch
        {
            ConsentTermsReading.Valid(var terms) => terms,
            ConsentTermsReading.Faulty(var faults) => throw new StartRefusedException([.. faults]),
            _ => throw new InvalidOperationException(),
        };
    }

    private static string BuiltIn(string name)
    {
        using var stream = typeof(LoadConsentTerms).Assembly.GetManifestResourceStream("consent/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
