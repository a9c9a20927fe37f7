using Gateway.Hosting;

namespace Gateway.Consents;

/// <summary>Refusals in constant words: none says whether anything is recorded about a child.</summary>
internal static class ConsentProblems
{
    public static readonly Problem RoleRecordsNone = new(
        "role-records-no-consent", "Your role records no consent of this kind", StatusCodes.Status403Forbidden,
        "Ask a colleague whose role it is. This request has been recorded.", "policy");

    public static readonly Problem NotInvolved = new(
        "involvement-not-confirmed", "Your involvement was not confirmed", StatusCodes.Status403Forbidden,
        "Your own agency's system did not confirm that you are involved with this child. Have it recorded there, then try again. This request has been recorded.", "policy");

    public static readonly Problem MovedOn = new(
        "consent-moved-on", "The record does not stand where this could be done", StatusCodes.Status409Conflict,
        "Look at the record again. A yes that was withdrawn, replaced or has lapsed stays so: record a new answer.", "asker");

    public static readonly Problem WhoseIsIt = new(
        "consent-whose-answer", "Your agency has the opposite answer already", StatusCodes.Status409Conflict,
        "Look at your records. If the same person changed their mind, name the earlier record in 'supersedes', or withdraw it. If it is another holder of parental responsibility, send 'anotherGiver' as true.", "asker");

    public static readonly Problem NotConfirmed = new(
        "consent-not-confirmed", "Nothing can be confirmed now", StatusCodes.Status503ServiceUnavailable,
        "The service cannot record, or has no policy in force, so it confirms nothing. Send the same request again, with the same X-Request-ID.", "gateway");
}
