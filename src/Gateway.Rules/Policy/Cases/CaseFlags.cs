using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The resolved consent of a case, and whose answer it is.</summary>
internal readonly record struct CaseConsent(string State, string? GivenBy, bool? Competent)
{
    /// <summary>Only the young person's own answer opens a sensitive attendance (rulings, 17).</summary>
    public bool OwnAndGiven => State == "GIVEN" && GivenBy == "SUBJECT" && Competent != false;

    public RequestFacts Put(RequestFacts facts) => facts with { Consent = new ConsentFacts(StateOf(State), GiverOf(GivenBy), Competent) };

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
