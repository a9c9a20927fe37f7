namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 2, after rule 7 (rulings, 2): a court order beats every permission (X13).</summary>
internal static class CourtOrderProhibits
{
    public static bool Applies(RequestFacts facts, Item item) => facts.Prohibited.Contains(item);

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, "X13", RuleSet.CourtOrderProhibits);
}
