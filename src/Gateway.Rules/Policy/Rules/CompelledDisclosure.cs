namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 6: what a demand or an order names goes to a person who validates it (Hb); nothing else does (X1). Exempt from
/// 13, 16 and 17 (rulings, 12).
/// </summary>
internal static class CompelledDisclosure
{
    public const string Reason = "Hb";

    public static bool Applies(RequestFacts facts) => facts.Purpose == Purpose.Compelled;

    public static ItemDecision Decide(RequestFacts facts, Item item) => facts.Demanded.Contains(item)
        ? new(item, Outcome.AskHolder, Reason, RuleSet.CompelledDisclosure)
        : new(item, Outcome.Refuse, "X1", RuleSet.CompelledDisclosure);
}
