using Gateway.Hosting;

namespace Gateway.Matching.Links;

/// <summary>What is wrong with a request about links, in words that do not tell who is known.</summary>
internal static class LinkProblems
{
    public static readonly Problem NotPossible = new(
        "link-event-not-possible", "This cannot be joined or parted", StatusCodes.Status409Conflict,
        "Nothing was changed. Check both numbers and dates of birth, and look whether somebody has dealt with it.", "asker");

    public static readonly Problem SecondPerson = new(
        "second-person-needed", "Somebody of another agency agrees to this", StatusCodes.Status403Forbidden,
        "Your agency proposed it, so it is not yours to agree to. This has been recorded.", "policy");

    public static readonly Problem StepNotPossible = new(
        "link-step-not-possible", "The link does not stand where this could be done", StatusCodes.Status409Conflict,
        "Nothing was changed. Look at the link again.", "asker");
}
