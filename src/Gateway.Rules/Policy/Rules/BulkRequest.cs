namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 1: one child at a time; a list, a wildcard or a rate breach refuses every item (X12).</summary>
internal static class BulkRequest
{
    public static bool Applies(RequestFacts facts) => facts.SubjectCount != 1 || facts.Flags.HasFlag(RequestFlags.Bulk);

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, "X12", RuleSet.BulkRequest);
}
