using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>rules.csv</c>: every rule that may speak, in a sentence, with its citation.</summary>
internal static class ReadRules
{
    private const string File = "rules.csv";

    public static ImmutableArray<RuleTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var rules = new Dictionary<string, RuleTerms>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable(File, ["rule", "name", "words", "citation"], faults).Rows(files))
        {
            if (!RuleBits.Ids.Contains(row[0])) row.Fault($"'{row[0]}' is not a rule");
            if (!rules.TryAdd(row[0], new RuleTerms(row[0], row.Text(1), row.Text(2), row.Text(3)))) row.Fault($"'{row[0]}' stands twice");
        }

        foreach (var id in RuleBits.Ids.Where(id => !rules.ContainsKey(id))) faults.Add(File, $"'{id}' is missing");
        foreach (var (name, _) in RuleBits.All)
            if (rules.Values.Count(rule => rule.Name == name) != 1) faults.Add(File, $"the rule '{name}' does not stand once");
        return [.. RuleBits.Ids.Where(rules.ContainsKey).Select(id => rules[id])];
    }
}
