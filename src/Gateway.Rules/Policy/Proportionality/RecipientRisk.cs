namespace Gateway.Rules.Policy.Proportionality;

/// <summary>P2: where the risk comes from the asker or their circle nothing goes (X11). A source nobody knows counts as that.</summary>
internal static class RecipientRisk
{
    public static bool Applies(in Asked asked, in DeclaredLevels levels) =>
        levels.IfShared >= asked.Limits.RecipientRisk
        && levels.Source is RiskSource.Recipient or > RiskSource.Investigation;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X11", RuleSet.RecipientRisk);
}
