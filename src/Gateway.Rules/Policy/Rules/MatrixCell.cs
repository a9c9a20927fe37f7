namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 8: the cell for role, purpose and item; no cell means that the role does not receive it (X1).</summary>
internal static class MatrixCell
{
    public static ItemDecision Decide(PolicyBundle policy, RequestFacts facts, Item item)
    {
        var (role, purpose) = AssessmentWithoutAgreement.ColumnFor(facts);
        var rules = AssessmentWithoutAgreement.Applies(facts) ? RuleSet.MatrixCell | RuleSet.AssessmentWithoutAgreement : RuleSet.MatrixCell;
        return policy.Cell(role, purpose, item) is { } cell
            ? new(item, cell.Outcome, cell.Reason, rules)
            : new(item, Outcome.Refuse, "X1", rules);
    }
}
