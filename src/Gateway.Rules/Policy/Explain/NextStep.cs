namespace Gateway.Rules.Policy.Explain;

/// <summary>
/// What to do now (sharing rules, 5.2). Says neither whether a record exists nor what another purpose would have opened
/// (rulings, 33).
/// </summary>
internal static class NextStep
{
    private const string Challenge = "To challenge this, ask your safeguarding lead to take it to the information governance officer, with the reference.";

    public static string Of(ItemDecision item, IdentityMatch identity, ItemTerms terms, string ring) => item.Outcome switch
    {
        Outcome.Share => $"Use it for this purpose only. This look-up is not a referral: talk to each other, and ring {ring} if you are worried.",
        Outcome.ShareLess => $"You get: {LowerFirst(terms.MinimalForm)}. If that does not answer your question, ring {ring}.",
        Outcome.Justify when item.Justified => "Your reason will be read within one working day.",
        Outcome.Justify => "Say which decision you are making now, why the short form and a call will not do, and what could happen if you wait. Your reason will be read.",
        Outcome.AskHolder => $"Send your reason to the holder. If it is urgent ring {ring}; do not wait for this screen.",
        Outcome.NoData when identity == IdentityMatch.NotLooked => $"Treat everything as not known, and ring {ring}. Ask again later. Immediate danger: 999.",
        Outcome.NoData => $"Check the NHS number and date of birth, and ask again. If you are worried about a child, ring {ring}. Immediate danger: 999.",
        _ => Refused(item, ring),
    };

    private static string Refused(ItemDecision item, string ring) => item.Reason switch
    {
        "X2" => $"If you are treating, teaching or responding to this child now, ask your lead to record it, or ring {ring}. This request has been recorded and will be reviewed.",
        "X3" => $"If you are worried about a child, ring {ring}.",
        "X4" => $"Plan documents are not sent through this service. Ring {ring}.",
        "X5" => "This is a crime enquiry. Send a formal request to the holder's information governance contact.",
        "X7" => $"Nothing needs to be asked. If you are worried about this person, ring {ring}.",
        "X8" => "Apply through the research approvals of the agencies that hold the records.",
        "X9" => "Send the request to the agencies that hold the record.",
        "X10" => $"Do not ask aloud, print or discuss. Ring {ring}.",
        "X11" => $"Ask a colleague to make the request, or ring {ring}.",
        "X12" => $"Ask about one child. If you are worried about a child now, ring {ring}. Immediate danger: 999.",
        "X13" => $"Ask your legal team about the order. If you are worried about this child, ring {ring}.",
        "X15" => $"Do not share for early help. Talk to your manager, and keep working with the family. If you are worried about this child, ring {ring}.",
        _ => $"A refusal here never prevents a referral. If you are worried about this child, ring {ring}. Immediate danger: 999. {Challenge}",
    };

    private static string LowerFirst(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
