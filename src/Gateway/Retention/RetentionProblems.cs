using Gateway.Hosting;

namespace Gateway.Retention;

internal static class RetentionProblems
{
    public static readonly Problem SamePerson = new(
        "second-person", "A colleague agrees first", StatusCodes.Status403Forbidden, "You asked for this hold to come off. A second information governance officer of your agency agrees.", "policy");

    public static readonly Problem NobodyAsked = new(
        "nobody-asked", "Nobody has asked for it to come off", StatusCodes.Status409Conflict, "One officer asks for a hold to come off, with a reason. Then another agrees.", "asker");

    public static readonly Problem Gone = new(
        "deleted-at-the-end-of-its-time", "This was deleted", StatusCodes.Status410Gone,
        "It was here and was deleted at the end of the time that its owners keep it. That says nothing about what it held.", "policy");
}
