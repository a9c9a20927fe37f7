namespace Gateway.Rules.Policy.Explain;

/// <summary>What a decision obliges the gateway to do beside it, in sentences.</summary>
internal static class ObligationSentence
{
    private static readonly (ObligationSet One, string Sentence)[] Table =
    [
        (ObligationSet.PrivacyAlert, "The information governance officers of both agencies are alerted."),
        (ObligationSet.ColleagueMakesRequest, "A colleague without a personal interest makes the request."),
        (ObligationSet.ReviewOneWorkingDay, "Somebody reviews it within one working day."),
        (ObligationSet.NotifyLaAttended, "The responsible council is told that the child attended."),
        (ObligationSet.NoLaNotification, "The council is not told of this check: it is scheduled care."),
        (ObligationSet.RingBeforeDeciding, "The plan's status is not known: the asker is told to ring before deciding."),
        (ObligationSet.NoCandidateList, "No possible matches are shown."),
        (ObligationSet.HandlingNotice, "The handling notice is shown."),
        (ObligationSet.SuppressParentViews, "It is kept out of what parents may see."),
        (ObligationSet.ValidateAuthority, "A person checks the authority and its scope first."),
    ];

    public static IEnumerable<string> Of(ObligationSet set) => Table.Where(row => (set & row.One) != 0).Select(row => row.Sentence);
}
