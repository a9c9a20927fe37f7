using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>A complete justification releases what needs one: the outcome stays, and the item may be asked for.</summary>
public static class GiveOnReason
{
    /// <summary>Marks every J1 item as justified where the asker gave a justification; without one nothing changes.</summary>
    public static Decision Apply(Decision decision, Justification? justification) =>
        justification is null || !decision.Items.Any(Waits)
            ? decision
            : decision with { Items = [.. decision.Items.Select(item => Waits(item) ? item with { Justified = true } : item)] };

    private static bool Waits(ItemDecision item) => item is { Outcome: Outcome.Justify, Justified: false };
}
