namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 2, after rule 7 (rulings, 2): a court order beats every permission (X13), a compelled disclosure included.</summary>
internal static class CourtOrderProhibits
{
    private const string Reason = "X13";

    public static bool Applies(RequestFacts facts, Item item) => facts.Prohibited.Contains(item);

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, Reason, RuleSet.CourtOrderProhibits);

    /// <summary>An order that only the record tells of. What is refused already says nothing of it.</summary>
    public static bool Applies(RecordFacts record, in ItemDecision decided) =>
        decided.Outcome < Outcome.Refuse && record.Prohibited.Contains(decided.Item);

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.Refuse, Reason, RuleSet.CourtOrderProhibits);
}
