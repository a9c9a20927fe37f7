namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 15: with a break-glass pattern alert on the practitioner a second person decides (Hg).</summary>
internal static class BreakGlassAnomaly
{
    public static bool Applies(RequestFacts facts, in ItemDecision decided) =>
        (facts.Flags & RequestFlags.Anomaly) != 0 && decided.Outcome == Outcome.Justify;

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, "Hg", RuleSet.BreakGlassAnomaly);
}
