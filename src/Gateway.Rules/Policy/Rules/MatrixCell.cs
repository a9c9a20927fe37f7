using Gateway.Rules.Policy.Necessity;

namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 8: the cell for role, purpose and item; no cell means that the role does not receive it (X1).</summary>
internal static class MatrixCell
{
    public static ItemDecision Decide(in Asked asked, Item item)
    {
        var facts = asked.Facts;
        if (asked.Column?[item] is not { } own) return EffectiveContribution.None(item);
        if (!AssessmentWithoutAgreement.Applies(facts)) return Of(item, own, RuleSet.MatrixCell);
        var screening = AssessmentWithoutAgreement.Cell(asked.Policy, item);
        return screening is null ? EffectiveContribution.None(item) : Of(item, screening, RuleSet.MatrixCell | RuleSet.AssessmentWithoutAgreement);
    }

    private static ItemDecision Of(Item item, Cell cell, RuleSet rules) =>
        new(item, cell.Outcome, cell.Reason, EffectiveContribution.Applies(cell) ? rules | RuleSet.EffectiveContribution : rules);
}
