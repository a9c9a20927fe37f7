namespace Gateway.Hosting;

/// <summary>One kind of problem (RFC 9457): its type, and whose fault it is.</summary>
/// <param name="Origin"><c>asker</c>, <c>custodians</c>, <c>policy</c> or <c>gateway</c>.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, string Origin)
{
    public static readonly Problem Fields = new(
        "fields", "Some of the request cannot be read", StatusCodes.Status400BadRequest, "Put right the fields that are listed and send it again. Nothing was asked.", "asker");

    public static readonly Problem BodyTooLarge = new(
        "body-too-large", "The request is too large", StatusCodes.Status413PayloadTooLarge, "A question is at most 64 KiB.", "asker");

    public static readonly Problem BodyUnreadable = new(
        "body-unreadable", "The request cannot be read", StatusCodes.Status400BadRequest, "The body did not arrive whole.", "asker");

    public static readonly Problem UnknownMediaType = new(
        "unknown-media-type", "The request is not JSON", StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json in UTF-8.", "asker");

    public static readonly Problem AlreadyAnswered = new(
        "already-answered", "This question was answered before", StatusCodes.Status409Conflict,
        "The answer is not kept. The receipt names the decision. Ask again with a new X-Request-ID.", "asker");

    public static readonly Problem RequestIdReused = new(
        "request-id-reused", "This X-Request-ID belongs to another question", StatusCodes.Status409Conflict,
        "Use a new X-Request-ID for each question. This has been noted.", "asker");

    public static readonly Problem LedgerClosed = new(
        "ledger-closed", "Nothing can be shown now", StatusCodes.Status503ServiceUnavailable,
        "The service cannot record, so it shows nothing. Treat everything as not known and ring.", "gateway");

    public static readonly Problem NoPolicy = new(
        "no-policy-in-force", "Nothing can be decided now", StatusCodes.Status503ServiceUnavailable,
        "No sharing policy is in force, so nothing is shown. Treat everything as not known and ring.", "gateway");

    public static readonly Problem TooBusy = new(
        "too-busy", "Too much is asked at once", StatusCodes.Status503ServiceUnavailable,
        "There is no place for this check now. Nothing was asked. Treat everything as not known and ring, or send it again in a second.", "gateway");

    public static readonly Problem TooManyChecks = new(
        "too-many-checks", "Your agency asks too much at once", StatusCodes.Status429TooManyRequests,
        "Your agency's systems send more checks than they may. Nothing was asked. Treat everything as not known and ring, or send it again in a second.", "asker");

    public static readonly Problem Fault = new(
        "fault", "The service failed", StatusCodes.Status500InternalServerError, "Nothing was shown. Treat everything as not known and ring.", "gateway");

    public static readonly Problem Stopping = new(
        "stopping", "The service is being stopped", StatusCodes.Status503ServiceUnavailable,
        "Nothing was shown. Treat everything as not known and ring, or send it again in a minute: what was recorded is not recorded twice.", "gateway");

    public static readonly Problem AnsweredByAnother = new(
        "answered-before", "This was answered before", StatusCodes.Status409Conflict, "It is answered once only. Look at it again to see the answer.", "asker");

    public static readonly Problem NobodyAfter = new(
        "nobody-after", "Nobody has this after you", StatusCodes.Status409Conflict, "You are the last who is told, so it stays with you. Ring whoever can deal with it, then say that you have it.", "asker");

    public static readonly Problem NotAnsweredYet = new(
        "not-answered-yet", "Nobody has answered yet", StatusCodes.Status409Conflict, "The holder has not decided. If it is urgent ring; do not wait for this screen.", "custodians");

    public static readonly Problem ReleaseLapsed = new(
        "release-lapsed", "This release has lapsed", StatusCodes.Status409Conflict, "What a holder released is collected within seven days. Ask again.", "asker");

    public static readonly Problem PersonalInterest = new(
        "personal-interest", "A colleague answers this", StatusCodes.Status403Forbidden,
        "You have a personal interest in it, or you asked it yourself. Ask a colleague to answer. This has been recorded.", "policy");

    public static readonly Problem NothingToChallenge = new(
        "nothing-to-challenge", "Nothing was kept from you by this decision", StatusCodes.Status409Conflict, "Everything that you asked for was let go.", "asker");

    public static readonly Problem PolicyNotHere = new(
        "policy-not-here", "The policy that decided this is not here", StatusCodes.Status409Conflict,
        "The decision stands and names its policy. Ask information governance for that version.", "gateway");

    public static readonly Problem NotFound = new("not-found", "There is nothing here", StatusCodes.Status404NotFound, "Check the address.", "asker");

    public static readonly Problem NotAllowed = new(
        "not-allowed", "This is not open to you", StatusCodes.Status403Forbidden, "Sign in as somebody who may use it.", "asker");

    public static readonly Problem MethodNotAllowed = new(
        "method-not-allowed", "This method is not offered here", StatusCodes.Status405MethodNotAllowed, "See the contract for the methods.", "asker");
}
