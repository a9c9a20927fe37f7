namespace Gateway.Rules.Policy.Cases;

/// <summary>The <c>consent</c> of a case: the resolved state, and whose answer it is.</summary>
internal static class CaseConsent
{
    public static ConsentFacts Read(CaseMembers request)
    {
        if (request.Object("consent", ["state", "givenBy", "competent", "others"]) is not { } consent) return default;
        // Those who did not prevail are part of the scenario; the state is resolved already.
        if (consent.Has("others"))
            foreach (var other in consent.Objects("others", ["by", "view"]))
            {
                _ = other.Word("by", CaseWords.Givers, "who may answer");
                _ = other.Word("view", CaseWords.ConsentStates, "a state of consent");
            }

        return new ConsentFacts(
            StateOf(consent.Word("state", CaseWords.ConsentStates, "a state of consent")),
            GiverOf(consent.WordOrNull("givenBy", CaseWords.Givers, "who may answer")), consent.FlagOrNull("competent"));
    }

    private static ConsentState StateOf(string word) => word switch
    {
        "NOT_REQUIRED" => ConsentState.NotRequired,
        "NOT_SOUGHT_UNSAFE" => ConsentState.NotSoughtUnsafe,
        "NOT_POSSIBLE" => ConsentState.NotPossible,
        "PENDING" => ConsentState.Pending,
        "GIVEN" => ConsentState.Given,
        "REFUSED" => ConsentState.Refused,
        "WITHDRAWN" => ConsentState.Withdrawn,
        "LAPSED" => ConsentState.Lapsed,
        "CONFLICT" => ConsentState.Conflict,
        _ => ConsentState.NotSought,
    };

    private static ConsentGiver? GiverOf(string? word) => word switch
    {
        "SUBJECT" => ConsentGiver.Subject,
        "PARENT_WITH_PR" => ConsentGiver.ParentWithPr,
        "OTHER" => ConsentGiver.Other,
        _ => null,
    };
}
