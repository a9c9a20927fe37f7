namespace Gateway.Rules.Policy.Proportionality;

/// <summary>P6: what is about another child or adult goes as a yes or no, the minimal form, unless the purpose is about that person too.</summary>
internal static class ThirdParty
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome == Outcome.ShareLess && asked.Policy.Terms(decided.Item).ThirdParty;

    public static ItemDecision Name(in ItemDecision decided) => decided with { Rules = decided.Rules | RuleSet.ThirdParty };
}
