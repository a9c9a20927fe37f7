namespace Gateway.Rules.Policy.Explain;

/// <summary>What happens with an item, in one sentence. The same whether or not anything is held.</summary>
internal static class OutcomeSentence
{
    public static string Of(ItemDecision item, IdentityMatch identity) => item.Outcome switch
    {
        Outcome.Share => "You may have this now.",
        Outcome.ShareLess => "You may have the short form of this now.",
        Outcome.Justify when item.Justified => "You may have this now, on the reason that you wrote.",
        Outcome.Justify => "You may have this once you write why you need it.",
        Outcome.AskHolder => "A named person at the agency that may hold this decides.",
        Outcome.Refuse => "This is not given by this route.",
        Outcome.NoData when identity == IdentityMatch.NotLooked => "Nothing is shown, and nothing is known: nobody could look who the child is.",
        Outcome.NoData => "Nothing is shown.",
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };
}
