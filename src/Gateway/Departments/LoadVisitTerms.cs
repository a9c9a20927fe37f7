using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Departments;

/// <summary>The tables that were built in, or those of the folder that is named. A fault in any stops the start.</summary>
internal static class LoadVisitTerms
{
    /// <param name="folder">The setting <c>Gateway:Departments</c>.</param>
    public static VisitTerms From(string? folder) => VisitTerms.Read(Text(folder, "roles.csv"), Text(folder, "rules.csv"), Text(folder, "questions.csv")) switch
    {
        Loaded<VisitTerms>.Accepted(var terms) => terms,
        Loaded<VisitTerms>.Refused(var faults) => throw new StartRefusedException(faults),
        _ => throw new InvalidOperationException(),
    };

    private static string Text(string? folder, string name)
    {
        // One that is not there says by its empty header that it is at fault.
        if (folder is not null) return File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : "";
        using var stream = typeof(LoadVisitTerms).Assembly.GetManifestResourceStream("departments/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
