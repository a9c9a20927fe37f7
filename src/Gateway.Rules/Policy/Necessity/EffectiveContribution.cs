namespace Gateway.Rules.Policy.Necessity;

/// <summary>N1: an item that no decision of the role needs has no cell, or a cell refused with X1.</summary>
internal static class EffectiveContribution
{
    private const string Reason = "X1";

    public static bool Applies(Cell cell) => cell is { Outcome: Outcome.Refuse, Reason: Reason };

    public static ItemDecision None(Item item) => new(item, Outcome.Refuse, Reason, RuleSet.MatrixCell | RuleSet.EffectiveContribution);
}
