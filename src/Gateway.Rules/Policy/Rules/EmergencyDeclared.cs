namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 16: a declared emergency moves J1 to S and J2 to J1; a refusal stays. Compelled disclosure never comes here (rulings, 12).</summary>
internal static class EmergencyDeclared
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        asked.IsEmergency && decided.Outcome is Outcome.Justify or Outcome.AskHolder;

    public static ItemDecision Loosen(in ItemDecision decided) => decided with
    {
        Outcome = decided.Outcome == Outcome.Justify ? Outcome.Share : Outcome.Justify,
        Rules = decided.Rules | RuleSet.EmergencyDeclared,
        Emergency = true,
    };
}
