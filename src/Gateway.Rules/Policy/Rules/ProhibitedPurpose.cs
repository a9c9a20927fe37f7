namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 3: curiosity, private litigation, vetting and the like are not gateway purposes (X3).</summary>
internal static class ProhibitedPurpose
{
    public static bool Applies(RequestFacts facts) => facts.Purpose == Purpose.Other;

    public static Stop Refusal => new(Outcome.Refuse, "X3", RuleSet.ProhibitedPurpose);
}
