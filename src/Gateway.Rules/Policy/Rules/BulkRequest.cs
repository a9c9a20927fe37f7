namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 1: one child at a time; a list, a wildcard or a rate breach refuses every item (X12).</summary>
internal static class BulkRequest
{
    public static bool Applies(RequestFacts facts) => facts.SubjectCount != 1 || (facts.Flags & RequestFlags.Bulk) != 0;

    public static Stop Refusal => new(Outcome.Refuse, "X12", RuleSet.BulkRequest);
}
