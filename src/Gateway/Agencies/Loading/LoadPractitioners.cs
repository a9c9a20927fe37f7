using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the demonstration practitioners: each has an agency that the gateway signs for, and a word which that agency maps to a role.</summary>
public static class LoadPractitioners
{
    private static readonly ImmutableArray<string> Members = ["sub", "name", "agency", "roleWord", "title"];

    public static Loaded<DemonstrationPractitioners> From(string json, Register register) =>
        JsonFile.Read(json, new Faults("practitioners"), (root, faults) => Read(root, faults, register));

    private static Func<DemonstrationPractitioners> Read(JsonElement root, Faults faults, Register register)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            faults.Add("must be a list");
            return () => DemonstrationPractitioners.None;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var read = Entry.List(root, "practitioners", faults, Members).Select(entry => One(entry, register, seen)).ToImmutableArray();
        return () => new DemonstrationPractitioners([.. read.Select(practitioner => practitioner!)]);
    }

    private static DemonstrationPractitioner? One(Entry entry, Register register, HashSet<string> seen)
    {
        var (subject, name, agency, word, title) = (entry.Text("sub"), entry.Text("name"), entry.Text("agency"), entry.Text("roleWord"), entry.Text("title"));
        if (subject.Length > 0 && !seen.Add(subject)) entry.Fault("sub", "is another practitioner's");
        if (agency.Length == 0) return null;
        if (register.Agencies.GetValueOrDefault(agency) is not { Issuer: { Keys: IssuerKeys.Development } issuer } known)
        {
            entry.Fault("agency", "must be an agency of the register whose keys are development");
            return null;
        }

        if (issuer.Roles.TryGetValue(word, out var role)) return new DemonstrationPractitioner(new Practitioner(known, subject, role, name), word, title);
        if (word.Length > 0) entry.Fault("roleWord", "is not a word that the agency's issuer maps to a role");
        return null;
    }
}
