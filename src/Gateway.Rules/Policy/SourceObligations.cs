using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy;

/// <summary>What the custodians' answers oblige the gateway to do, once they are combined.</summary>
public static class SourceObligations
{
    /// <summary>The decision with the obligations that its answers add: tell the council that the child attended, ring before deciding.</summary>
    public static Decision Add(Decision decision, RequestFacts facts, ReadOnlySpan<ItemFound> found)
    {
        var set = ObligationSet.None;
        foreach (var one in found)
            if (decision.For(one.Item) is { MayBeAsked: true }) set |= Of(facts, one);
        return set == ObligationSet.None ? decision : decision with { Obligations = decision.Obligations | set };
    }

    private static ObligationSet Of(RequestFacts facts, ItemFound one) => one switch
    {
        { Item: Item.PlanFlag or Item.LookedAfter or Item.UnbornPlan, Combined: Combined.Yes } when facts.Purpose == Purpose.UnscheduledCare =>
            ObligationSet.NotifyLaAttended,
        { Item: Item.PlanFlag or Item.UnbornPlan, Combined: Combined.NotKnown } => ObligationSet.RingBeforeDeciding,
        _ => ObligationSet.None,
    };
}

/// <summary>One item across every custodian in scope.</summary>
public readonly record struct ItemFound(Item Item, Combined Combined);
