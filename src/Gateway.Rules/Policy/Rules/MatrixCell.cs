namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 8: the cell for role, purpose and item; no cell means that the role does not receive it (X1).</summary>
internal static class MatrixCell
{
    public static ItemDecision Decide(PolicyBundle policy, RequestFacts facts, Item item)
    {
        var own = policy.Cell(facts.Role, facts.Purpose, item);
        if (own is null) return new(item, Outcome.Refuse, "X1", RuleSet.MatrixCell);
        if (!AssessmentWithoutAgreement.Applies(facts)) return new(item, own.Outcome, own.Reason, RuleSet.MatrixCell);
        var screening = AssessmentWithoutAgreement.Cell(policy, item) ?? own;
        return new(item, screening.Outcome, screening.Reason, RuleSet.MatrixCell | RuleSet.AssessmentWithoutAgreement);
    }
}
