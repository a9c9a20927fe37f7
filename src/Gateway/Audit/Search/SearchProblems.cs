using Gateway.Hosting;

namespace Gateway.Audit.Search;

internal static class SearchProblems
{
    public static readonly Problem AgreementNeeded = new(
        "agreement-needed", "A colleague agrees first", StatusCodes.Status403Forbidden,
        "A second information governance officer of your agency agrees before this child's history is read. This has been recorded.", "policy");

    public static readonly Problem TooMuch = new(
        "too-much", "This is more than one pack holds", StatusCodes.Status422UnprocessableEntity,
        "A pack opens at most 20,000 entries. Ask for one practitioner or one child. This has been recorded.", "gateway");

    public static readonly Problem AnotherAgency = new(
        "another-agency", "This is another agency's", StatusCodes.Status403Forbidden,
        "You may read what your own agency asked. This has been recorded.", "policy");
}
