using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P1: to go without anybody being asked an item may intrude no further than the declared risk allows; one more for the lead
/// statutory function, one more with agreement. At the defaults every cell keeps to it.
/// </summary>
internal static class IntrusionCap
{
    public static bool Applies(in Asked asked, in RiskDeclared risk, in ItemDecision decided) =>
        decided.Outcome == Outcome.Share
        && risk.IfNotShared is { } level
        && (decided.Rules & RuleSet.AlreadyHeld) == 0
        && !asked.Policy.Caps.Exempt.Contains(decided.Reason)
        && asked.Policy.Terms(decided.Item).Intrusion > Cap(asked, level);

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.IntrusionCap);

    /// <summary>The cap for a level of risk if not shared.</summary>
    public static int Cap(in Asked asked, int level)
    {
        var caps = asked.Policy.Caps;
        var cap = caps.ByRisk[Math.Clamp(level, 0, caps.ByRisk.Length - 1)];
        if (asked.Role is { LeadFunction: true }) cap += caps.LeadFunction;
        return DeclaredLevels.HasAgreement(asked) ? cap + caps.ConsentGiven : cap;
    }
}
