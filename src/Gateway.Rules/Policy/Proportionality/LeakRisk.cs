using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P3: from the level for leaks, where the wrong people would learn of it, the handling notice is compulsory and items that tell a
/// place follow the shield's rule (X10).
/// </summary>
internal static class LeakRisk
{
    public static bool Applies(in Asked asked, in DeclaredLevels levels) =>
        levels.Source == RiskSource.OnwardLeak && levels.IfShared >= asked.Limits.LeakRisk;

    public static ItemDecision Tighten(in Asked asked, in ItemDecision decided)
    {
        var named = decided with { Rules = decided.Rules | RuleSet.LeakRisk };
        return asked.Policy.Terms(decided.Item).Location ? Shield.Raise(asked, named, RuleSet.LeakRisk) : named;
    }
}
