namespace Gateway.Rules.Policy;

/// <summary>What a decision obliges the gateway to do beside it (policy case format, "Obligations", first group).</summary>
[Flags]
public enum ObligationSet : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Any refusal X2, X3, X11 or X12: the information governance officers of both agencies are told.</summary>
    PrivacyAlert = 1,
    /// <summary>A colleague without the conflict of interest makes the request.</summary>
    ColleagueMakesRequest = 2,
    /// <summary>Any J1, and any declared emergency, is reviewed within one working day.</summary>
    ReviewOneWorkingDay = 4,
    /// <summary>The responsible council is told that the child attended.</summary>
    NotifyLaAttended = 8,
    /// <summary>Scheduled care: the council is not told of the check.</summary>
    NoLaNotification = 16,
    /// <summary>The plan's status is unknown: say so, give the number.</summary>
    RingBeforeDeciding = 32,
    /// <summary>Show no possible matches.</summary>
    NoCandidateList = 64,
    /// <summary>Show the handling notice.</summary>
    HandlingNotice = 128,
    /// <summary>Keep out of parent-facing views and extracts.</summary>
    SuppressParentViews = 256,
    /// <summary>A person checks the authority and its scope first.</summary>
    ValidateAuthority = 512,
}

/// <summary>The codes of the obligations, such as <c>PRIVACY_ALERT</c>.</summary>
public static class ObligationWords
{
    private static readonly (ObligationSet One, string Word)[] Table =
    [
        (ObligationSet.PrivacyAlert, "PRIVACY_ALERT"), (ObligationSet.ColleagueMakesRequest, "COLLEAGUE_MAKES_REQUEST"),
        (ObligationSet.ReviewOneWorkingDay, "REVIEW_ONE_WORKING_DAY"), (ObligationSet.NotifyLaAttended, "NOTIFY_LA_ATTENDED"),
        (ObligationSet.NoLaNotification, "NO_LA_NOTIFICATION"), (ObligationSet.RingBeforeDeciding, "RING_BEFORE_DECIDING"),
        (ObligationSet.NoCandidateList, "NO_CANDIDATE_LIST"), (ObligationSet.HandlingNotice, "HANDLING_NOTICE"),
        (ObligationSet.SuppressParentViews, "SUPPRESS_PARENT_VIEWS"), (ObligationSet.ValidateAuthority, "VALIDATE_AUTHORITY"),
    ];

    /// <summary>The codes of a set, in the order of the table.</summary>
    public static IEnumerable<string> Words(this ObligationSet set) => Table.Where(row => (set & row.One) != 0).Select(row => row.Word);

    /// <summary>Reads one code; a code of the second group, or an unknown one, is false.</summary>
    public static bool TryRead(string? word, out ObligationSet one)
    {
        one = Table.FirstOrDefault(row => row.Word == word).One;
        return one != ObligationSet.None;
    }
}
