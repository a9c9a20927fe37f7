using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>Decides with a yes that may be about some of the items only: the others are decided as if nobody had been asked.</summary>
public static class DecideInScope
{
    /// <summary>Decides from the request alone, each item by the consent that is about it.</summary>
    public static Decision Request(PolicyBundle policy, RequestFacts facts, ImmutableArray<Item> outOfScope)
    {
        if (outOfScope.IsEmpty) return Decide.Request(policy, facts);
        var inside = Decide.Request(policy, facts with { Items = [.. facts.Items.Where(item => !outOfScope.Contains(item))] });
        var outside = Decide.Request(policy, facts with { Items = [.. facts.Items.Where(outOfScope.Contains)], Consent = default });
        return inside with
        {
            Items = [.. facts.Items.Select(item => inside.For(item) ?? outside.For(item)!.Value)],
            Obligations = inside.Obligations | outside.Obligations,
        };
    }
}
