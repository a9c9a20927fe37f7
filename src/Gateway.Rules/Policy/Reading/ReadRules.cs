namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>rules.csv</c>: every rule that may speak, in a sentence, with its citation.</summary>
internal static class ReadRules
{
    private const string File = "rules.csv";

    public static Dictionary<RuleSet, RuleTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var rules = new Dictionary<RuleSet, RuleTerms>();
        foreach (var row in new PolicyTable(File, ["rule", "name", "words", "citation"], faults).Rows(files))
        {
            var rule = row.Word<RuleSet>(0, "a rule", RuleIds.TryRead);
            if (rule == default) continue;
            if (row[1] != rule.ToString()) row.Fault($"the name of rule {row[0]} is '{rule}', not '{row[1]}'");
            if (!rules.TryAdd(rule, new RuleTerms(row[0], row[1], row.Text(2), row.Text(3)))) row.Fault($"'{row[0]}' stands twice");
        }

        foreach (var rule in RuleIds.All.Where(rule => !rules.ContainsKey(rule))) faults.Add(File, $"'{rule.Id()}' is missing");
        return rules;
    }
}
