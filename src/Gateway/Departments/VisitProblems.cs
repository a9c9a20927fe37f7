using Gateway.Hosting;

namespace Gateway.Departments;

/// <summary>Refusals in constant words: none quotes what was written, nor names a child.</summary>
internal static class VisitProblems
{
    public static readonly Problem NotConfirmed = new(
        "visit-not-confirmed", "Your own system did not confirm that the child is there", StatusCodes.Status403Forbidden,
        "A visit is of a child who is in your department now. Nothing was begun. If you are worried ring the number that is given.", "policy");

    public static readonly Problem NotJoined = new(
        "visit-not-joined", "Your own system does not show this attendance under that number", StatusCodes.Status403Forbidden,
        "Nothing was changed. Put the number on the attendance in your own system first. Until then nobody knows who the child is.", "policy");

    public static readonly Problem UnderAnotherNumber = new(
        "visit-under-another-number", "This attendance has a visit of a child with another NHS number or date of birth", StatusCodes.Status409Conflict,
        "Nothing that you found of this child is on that visit. Go by your own answer. Put the attendance right in your own system, and tell whoever looks after both children.", "policy");

    public static readonly Problem NotGone = new(
        "visit-not-over", "This is not a visit that nobody ended", StatusCodes.Status409Conflict,
        "The child came not long ago, or your own system shows the child there, or did not answer. Fill in the discharge, or say that the child has left. Nothing was changed.", "policy");

    public static readonly Problem DoNotDischarge = new(
        "do-not-discharge-yet", "Do not discharge yet", StatusCodes.Status409Conflict, "What is listed is open. The discharge check was recorded. Finish what is open, or ask a consultant.", "policy");

    public static readonly Problem Ended = new("visit-ended", "The child has gone", StatusCodes.Status409Conflict, "Nothing was changed. What is new may still be added.", "asker");

    public static readonly Problem NotConsultant = new(
        "not-a-consultant", "Only a consultant may do this", StatusCodes.Status403Forbidden, "Nothing was changed. Ask a consultant whom your agency's register names.", "policy");

    public static readonly Problem SamePerson = new(
        "same-person", "The senior doctor must be a different person", StatusCodes.Status409Conflict, "Whoever filled in a discharge check of this visit does not override it. Nothing was changed.", "policy");

    public static readonly Problem NothingToOverride = new(
        "nothing-to-override", "There is nothing to override", StatusCodes.Status409Conflict, "Fill in the discharge check first. Nothing was changed.", "asker");

    public static readonly Problem MovedOn = new(
        "visit-moved-on", "Others recorded something at the same moment", StatusCodes.Status409Conflict, "Nothing of yours was taken. Look at it again.", "asker");
}
