namespace Gateway.Rules.Policy.Necessity;

/// <summary>N2: a written reason counts only for a decision that the role takes or feeds.</summary>
internal static class CanActOnIt
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome == Outcome.Justify && (asked.Lacking & JustificationFields.Supports) != 0;

    /// <summary>False also for a purpose or decision that is on no closed list.</summary>
    public static bool Takes(PolicyBundle policy, string role, Purpose purpose, DecisionSupported decision) =>
        purpose <= Purpose.Other && decision <= DecisionSupported.WhoCanConsent && policy.Takes(role, purpose, decision);

    public static ItemDecision Name(in ItemDecision decided) => decided with { Rules = decided.Rules | RuleSet.CanActOnIt };
}
