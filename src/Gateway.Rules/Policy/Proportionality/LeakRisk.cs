using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P3: where the wrong people would learn of it the handling notice is compulsory, and from the level for leaks items that
/// tell a place follow the shield's rule (X10). Below that level handling is compulsory where the balance rests on it.
/// </summary>
internal static class LeakRisk
{
    public static bool Applies(in Asked asked, in DeclaredLevels levels) =>
        levels.Source == RiskSource.OnwardLeak && (IsHigh(asked, levels) || levels.IfShared >= levels.IfNotShared);

    public static ItemDecision Tighten(in Asked asked, in DeclaredLevels levels, in ItemDecision decided)
    {
        var named = decided with { Rules = decided.Rules | RuleSet.LeakRisk };
        return IsHigh(asked, levels) && asked.Policy.Terms(decided.Item).Location ? Shield.Raise(asked, named, RuleSet.LeakRisk) : named;
    }

    private static bool IsHigh(in Asked asked, in DeclaredLevels levels) => levels.IfShared >= asked.Limits.LeakRisk;
}
