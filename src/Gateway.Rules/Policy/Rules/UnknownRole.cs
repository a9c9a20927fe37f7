namespace Gateway.Rules.Policy.Rules;

/// <summary>A role that the policy does not know is refused before its purpose is looked at (X1; rulings, 7).</summary>
internal static class UnknownRole
{
    public static bool Applies(in Asked asked) => asked.Role is null;

    public static Stop Refusal => new(Outcome.Refuse, "X1", RuleSet.UnknownRole);
}
