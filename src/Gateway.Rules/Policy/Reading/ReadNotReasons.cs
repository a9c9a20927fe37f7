using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>not-reasons.csv</c>: what is often written and is no reason.</summary>
internal static class ReadNotReasons
{
    public static ImmutableArray<string> From(PolicyFiles files, PolicyFaults faults)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable("not-reasons.csv", ["phrase"], faults).Rows(files))
        {
            if (row.Text(0).Any(char.IsUpper) || row[0].Contains("  ", StringComparison.Ordinal)) row.Fault("is not in lower case with single spaces");
            if (!phrases.Add(row[0])) row.Fault($"'{row[0]}' stands twice");
        }

        return [.. phrases];
    }
}
