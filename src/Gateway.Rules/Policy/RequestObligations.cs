using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>What the decided items oblige the gateway to do (policy case format, first group).</summary>
internal static class RequestObligations
{
    public static ObligationSet Of(in Asked asked, ReadOnlySpan<ItemDecision> items)
    {
        var set = asked.Facts.Purpose == Purpose.ScheduledCare ? ObligationSet.NoLaNotification : ObligationSet.None;
        if (asked.IsEmergency) set |= ObligationSet.ReviewOneWorkingDay;
        foreach (var item in items) set |= Of(item);
        return set;
    }

    private static ObligationSet Of(in ItemDecision item)
    {
        var set = OfRules(item.Rules);
        if (item.Outcome == Outcome.Justify) set |= ObligationSet.ReviewOneWorkingDay;
        if (item.Reason == CompelledDisclosure.Reason) set |= ObligationSet.ValidateAuthority;
        return item is { Outcome: Outcome.Refuse, Reason: "X2" or "X3" or "X11" or "X12" } ? set | ObligationSet.PrivacyAlert : set;
    }

    private static ObligationSet OfRules(RuleSet rules)
    {
        var set = ObligationSet.None;
        if ((rules & RuleSet.ConflictOfInterest) != 0) set |= ObligationSet.ColleagueMakesRequest;
        if ((rules & RuleSet.IdentityNotExact) != 0) set |= ObligationSet.NoCandidateList;
        return (rules & RuleSet.LeakRisk) != 0 ? set | RecordObligations.Handling : set;
    }
}
