namespace Gateway.Disclosure;

/// <summary>
/// What is said where nothing goes by this route: the reason is said beside it, here is what to do now (sharing rules, 5.2). It
/// never depends on whether the child is known, and never says what other purpose would have worked.
/// </summary>
internal static class RefusalWords
{
    public static string Of(string reason, bool ownSystemSilent, RingAnswer? ring, string what = "this", bool onlyRefers = false)
    {
        var number = ring is null ? "children's services" : $"{ring.Who} on {ring.Number}";
        return reason switch
        {
            "X2" when ownSystemSilent =>
                $"Your agency's own record system did not answer, so your involvement with this child could not be confirmed. Try again, or ring {number}.",
            "X2" => "We could not confirm your involvement with this child. If you are treating, teaching or responding to this child now, "
                + $"ask your lead to record it, or ring {number}. This request has been recorded and will be reviewed.",
            "X3" => $"This is not a purpose of this service. If you are worried about a child, ring {number}.",
            "X4" => $"Plan documents are not sent through this service. Ring {number}.",
            "X5" => "This is a crime enquiry. Send a formal request to the information governance officer of the agency that may hold it. "
                + $"If a child may be at risk now, ring {number}. Immediate danger: 999.",
            "X7" => $"What you asked about ends at 18 or cannot apply here. If you are worried about this person, ring {number}.",
            "X8" => "Research has approvals of its own. Ask the research office of the agency that may hold it.",
            "X9" => "A request about your own rights goes to the agency that holds the record. Write to its data protection officer, who answers within a month.",
            "X10" => $"Whereabouts are protected. Do not ask aloud, print or discuss. Ring {number}.",
            "X11" => $"A personal interest was declared or found. Ask a colleague to make the request, or ring {number}.",
            "X12" => $"Too much was asked at once. Ask about one child at a time. If you are worried about a child now, ring {number}. Immediate danger: 999.",
            "X13" => $"A court order prohibits sharing {what}. Ask your information governance officer what it allows, or ring {number}.",
            "X15" => $"The family has not agreed, so {what} is not shared for early help. If your concern has grown, ring {number}.",
            "X1" when onlyRefers =>
                $"Your role does not ask here. You can refer a child: the council tells you what it decides, and you can say so if you disagree. If a child may not be safe now, ring {number}. Immediate danger: 999.",
            _ => $"Your role does not receive {what} for this reason. If you are worried about this child, ring {number}. Immediate danger: 999.",
        };
    }
}
