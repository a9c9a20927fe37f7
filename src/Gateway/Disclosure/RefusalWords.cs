namespace Gateway.Disclosure;

/// <summary>The sentence of a whole refusal. It never depends on whether the child is known.</summary>
internal static class RefusalWords
{
    public static string Of(string reason, bool ownSystemSilent, RingAnswer? ring)
    {
        var number = ring is null ? "children's services" : $"{ring.Who} on {ring.Number}";
        return reason switch
        {
            "X2" when ownSystemSilent =>
                $"Your agency's own record system did not answer, so your involvement with this child could not be confirmed. Try again, or ring {number}.",
            "X2" => "We could not confirm your involvement with this child. If you are treating, teaching or responding to this child now, "
                + $"ask your lead to record it, or ring {number}.",
            "X3" => $"This is not a purpose of this service. If you are worried about a child, ring {number}.",
            "X7" => $"What you asked about ends at 18 or cannot apply here. If you are worried about this person, ring {number}.",
            "X11" => $"A personal interest was declared or found. Ask a colleague to make the request, or ring {number}.",
            _ => $"Your role does not receive this for this reason. If you are worried about this child, ring {number}. Immediate danger: 999.",
        };
    }
}
