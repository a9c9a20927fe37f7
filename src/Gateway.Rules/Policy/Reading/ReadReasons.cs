using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>reasons.csv</c>.</summary>
internal static class ReadReasons
{
    public static FrozenDictionary<string, ReasonTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var reasons = new Dictionary<string, ReasonTerms>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable("reasons.csv", ["code", "text", "source"], faults).Rows(files))
            if (!reasons.TryAdd(row.Text(0), new ReasonTerms(row[0], row.Text(1), row.Text(2)))) row.Fault($"'{row[0]}' stands twice");
        return reasons.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
