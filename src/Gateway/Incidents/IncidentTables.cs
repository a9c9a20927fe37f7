using System.Text;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Incidents.Schools;
using Gateway.Referrals;
using Gateway.Referrals.Form;

namespace Gateway.Incidents;

/// <summary>The tables of <c>contracts/incidents</c>, read whole at the start.</summary>
/// <param name="Codes">The lists of the officer's form, beside those of the shared one.</param>
/// <param name="Grades">From which count on a tool gives a grade.</param>
/// <param name="Routing">What makes an incident red or amber.</param>
/// <param name="Marac">When the officer is asked about a MARAC.</param>
/// <param name="Encompass">How much a school is told, and how it handles it.</param>
internal sealed record IncidentTables(ReferralCodes Codes, GradeRows Grades, RuleRows Routing, RuleRows Marac, EncompassTables Encompass)
{
    private static readonly string[] Lists = ["abuse-kind", "home-condition", "incident-kind", "person-role", "risk-tool", "whereabouts"];

    /// <param name="folder">The setting <c>Gateway:Incidents</c>; the built-in tables where there is none. A fault in any stops the start.</param>
    public static IncidentTables From(string? folder, ReferralTables referrals)
    {
        var faults = new List<string>();
        var codes = Take(ReferralCodes.Read(Read(folder, "codes.csv", faults), [.. Lists]), faults);
        var grades = Take(GradeRows.Read(Read(folder, "grades.csv", faults)), faults);
        var routing = Take(RuleRows.Read("routing.csv", Read(folder, "routing.csv", faults), RuleRows.Routing), faults);
        var marac = Take(RuleRows.Read("marac.csv", Read(folder, "marac.csv", faults), RuleRows.Marac), faults);
        var encompass = Take(EncompassTables.Read(Read(folder, "encompass.csv", faults), Read(folder, "handling.csv", faults)), faults);
        if (faults.Count > 0) throw new StartRefusedException([.. faults]);
        return new IncidentTables(referrals.Codes.And(codes!), grades!, routing!, marac!, encompass!);
    }

    private static T? Take<T>(Loaded<T> loaded, List<string> faults) where T : class
    {
        if (loaded is Loaded<T>.Refused(var found)) faults.AddRange(found);
        return (loaded as Loaded<T>.Accepted)?.Value;
    }

    private static string Read(string? folder, string name, List<string> faults)
    {
        if (folder is null) return BuiltIn(name);
        var path = Path.Combine(folder, name);
        if (File.Exists(path)) return File.ReadAllText(path);
        faults.Add($"Gateway:Incidents has no file {name}");
        return "";
    }

    private static string BuiltIn(string name)
    {
        using var stream = typeof(IncidentTables).Assembly.GetManifestResourceStream("incidents/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
