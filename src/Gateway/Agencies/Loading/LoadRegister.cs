using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the register whole: either all of it holds, or every fault is told, each with the entry it stands in.</summary>
public static class LoadRegister
{
    private static readonly ImmutableArray<string> Members = ["$schema", "version", "validFrom", "validTo", "agencies"];

    public static Loaded<Register> From(string json, RegisterTerms terms) =>
        JsonFile.Read(json, new Faults("register"), (root, faults) => Read(Entry.Of(root, "", faults, Members), terms));

    private static Func<Register> Read(Entry root, RegisterTerms terms)
    {
        var version = root.Text("version");
        var (from, to) = (root.Date("validFrom"), root.DateOrNone("validTo"));
        if (to < from) root.Fault("validTo", "must not be before validFrom");
        else if (root.Has("validFrom") && (terms.Today < from || terms.Today > to)) root.Fault("validFrom", $"this version is not in force on {terms.Today:yyyy-MM-dd}");

        var entries = root.Objects("agencies", ReadAgency.Members);
        if (root.Has("agencies") && entries.IsEmpty) root.Fault("agencies", "must name at least one");
        var read = entries.Select(entry => (Entry: entry, Read: ReadAgency.From(entry, terms))).ToImmutableArray();
        TogetherInRegister.Check([.. read.Select(r => new EntryOfAgency(r.Entry, r.Read.Agency, r.Read.Custodians))]);

        return () => new Register(
            version,
            read.ToFrozenDictionary(r => r.Read.Agency.Id, r => r.Read.Agency, StringComparer.Ordinal),
            [.. read.SelectMany(r => r.Read.Custodians)])
        { ValidFrom = from, ValidTo = to };
    }
}
