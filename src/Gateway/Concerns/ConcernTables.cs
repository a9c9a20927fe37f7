using System.Text;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Policy;

namespace Gateway.Concerns;

/// <summary>The tables of <c>contracts/concerns</c>: what a lead may decide, and which roles of a school write and decide. A role without a row does neither.</summary>
internal sealed class ConcernTables
{
    private readonly (string Role, bool Decides, Period Period)[] _parts;

    private ConcernTables(ReferralCodes codes, (string Role, bool Decides, Period Period)[] parts) => (Codes, _parts) = (codes, parts);

    public ReferralCodes Codes { get; }

    public bool Writes(Practitioner who, DateOnly day) => who.Agency.Kind == AgencyKind.School && _parts.Any(part => part.Role == who.Role && part.Period.Holds(day));

    public bool Decides(Practitioner who, DateOnly day) => who.Agency.Kind == AgencyKind.School && _parts.Any(part => part.Role == who.Role && part.Decides && part.Period.Holds(day));

    /// <param name="folder">The setting <c>Gateway:Concerns</c>; the built-in tables where there is none. A fault in any stops the start.</param>
    public static ConcernTables From(string? folder, ReferralTables referrals)
    {
        string Text(string name) => folder is null ? BuiltIn(name) : File.ReadAllText(Path.Combine(folder, name));
        var faults = new List<string>();
        var codes = ReferralCodes.Read(Text("codes.csv"), ["concern-action"]);
        if (codes is Loaded<ReferralCodes>.Refused(var wrong)) faults.AddRange(wrong);
        var parts = Parts(Text("parts.csv"), faults);
        return faults.Count > 0 ? throw new StartRefusedException([.. faults]) : new ConcernTables(referrals.Codes.And(((Loaded<ReferralCodes>.Accepted)codes).Value), parts);
    }

    private static (string Role, bool Decides, Period Period)[] Parts(string csv, List<string> found)
    {
        var (faults, parts) = (new Faults("parts.csv"), new List<(string Role, bool Decides, Period Period)>());
        foreach (var line in CsvRows.Of(csv, "role,decides,from,to,source", faults))
        {
            if (!RegisterWords.IsId(line[0])) line.Fault("role must be a word such as dsl");
            if (line[1] is not ("yes" or "no")) line.Fault("decides must be yes or no");
            if (DatedRows.PeriodOf(line, 2) is not { } period) continue;
            if (parts.Exists(other => other.Role == line[0] && other.Period.Meets(period))) line.Fault("the role has another row on some of these days");
            parts.Add((line[0], line[1] == "yes", period));
        }

        if (faults.Otherwise(() => parts) is Loaded<List<(string Role, bool Decides, Period Period)>>.Refused(var wrong)) found.AddRange(wrong);
        return [.. parts];
    }

    private static string BuiltIn(string name)
    {
        using var stream = typeof(ConcernTables).Assembly.GetManifestResourceStream("concerns/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
