namespace Gateway.Rules.Policy.Necessity;

/// <summary>N5: what the asker's own organisation holds already is no new disclosure; it intrudes no further.</summary>
internal static class AlreadyHeld
{
    public static bool Applies(RequestFacts facts, in ItemDecision decided) =>
        decided.Outcome < Outcome.Refuse && facts.AlreadyHeld.Contains(decided.Item);

    public static ItemDecision Name(in ItemDecision decided) => decided with { Rules = decided.Rules | RuleSet.AlreadyHeld };
}
