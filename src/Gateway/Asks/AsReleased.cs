using Gateway.Rules.Policy;

namespace Gateway.Asks;

/// <summary>
/// What the rules say now, with what a person at the holder released in its place. Their answer opens what was theirs to decide;
/// what the rules refuse at the time of collecting stays refused.
/// </summary>
internal static class AsReleased
{
    public static Decision Apply(Decision decision, Ask ask) => decision with { Items = [.. decision.Items.Select(item => One(item, ask))] };

    private static ItemDecision One(ItemDecision item, Ask ask)
    {
        if (item.Outcome is Outcome.Refuse or Outcome.NoData) return item;
        return ask.FormOf(item.Item) switch
        {
            "whole" => item with { Outcome = Outcome.Share, Justified = false },
            "minimal" => item with { Outcome = Outcome.ShareLess, Justified = false },
            _ => item with { Outcome = Outcome.AskHolder, Justified = false },
        };
    }
}
