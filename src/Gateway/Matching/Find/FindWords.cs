using System.Collections.Immutable;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Find;

/// <summary>What is said to somebody who looks for a child. Never "no plan", never whose number it is, never how many there are.</summary>
internal static class FindWords
{
    public const string NotFound =
        "No child was matched on what you entered. This does not mean there is no plan or concern. Check spelling, date order and former names; "
        + "ask for the NHS number. If you are worried, ring.";

    public const string NotLooked = "Nobody could look who this child is";

    public const string NotLookedMeans = "This says nothing about the child. Treat it as not known and ring if you are worried.";

    public const string TooMany = "More than one child fits. Add a postcode or NHS number. Nothing is shown.";

    public const string Conflict = "The number and the rest of what you entered do not belong together. Check the number with the family. Nothing is shown.";

    public const string NotConfirmed = "What you entered does not confirm this child. Check it with the family, or look again with other details.";

    public const string TooOften = "Too many children were looked for, or the same again and again. This has been recorded. If you are worried about a child now, ring.";

    public const string ShiftSpent = "You have looked for as many children as one shift allows. This has been recorded. A supervisor whom your agency names can release you until the shift ends. If you are worried about a child now, ring.";

    public const string Candidates = "More than one child may fit, or one that is not certain. Choose, and type one more fact that you know of the child. The service checks it.";

    public const string Found = "One child fits. Check the name and age with the family, or against the wristband or your own record.";

    public const string Lapsed = "This match has lapsed or is not yours. Find the child again.";

    public const string LapsedLook = "This look has lapsed or is not yours. Look for the child again.";

    public static string Of(MatchingAnswer answer) => answer switch
    {
        MatchingAnswer.Single => "single",
        MatchingAnswer.Possible => "possible",
        MatchingAnswer.TooMany => "too-many",
        MatchingAnswer.NotFound => "not-found",
        MatchingAnswer.Conflict => "conflict",
        _ => "rejected",
    };

    /// <summary>The field to put right, and how.</summary>
    public static (string Field, string Words) Of(Rejection rejection) => rejection switch
    {
        Rejection.NumberWithoutBirth => ("child.dateOfBirth", "Enter the child's date of birth. A number alone finds nobody."),
        Rejection.NumberNotValid => ("child.nhsNumber", "Check the NHS number. One of the digits is wrong"),
        Rejection.LocalNumberIncomplete => ("child.localNumber", "Send the number with the authority that gave it out."),
        Rejection.Wildcard => ("child", "Enter names as they are spelt, without * or ?."),
        Rejection.OneLetterName => ("child", "Enter the whole name. One letter finds nobody."),
        Rejection.Adult => ("child.dateOfBirth", "Date of birth must be within the last 26 years. This service is for children."),
        Rejection.NotYetBorn => ("child.dateOfBirth", "Date of birth must be today or in the past"),
        Rejection.DateUnreadable => ("child.dateOfBirth", "Date of birth must be a real date"),
        _ => ("child", "Enter an NHS number and date of birth, or first and last name with the date of birth, or as much of these with a postcode as you know."),
    };

    public static string Of(GivenAgreement given) => given switch
    {
        GivenAgreement.Same => "same",
        GivenAgreement.Near => "near",
        GivenAgreement.Different => "different",
        _ => "not-compared",
    };

    public static string Of(FieldAgreement field) => field switch
    {
        FieldAgreement.Agreed => "agreed",
        FieldAgreement.Near => "near",
        FieldAgreement.Differed => "differed",
        FieldAgreement.NotCompared => "not-compared",
        _ => "not-given",
    };

    /// <summary>What does not quite agree with what was typed, for the asker to ask about. The postcode is never among it: that would tell a place.</summary>
    public static ImmutableArray<string> Differing(FieldAgreements? fields)
    {
        if (fields is null) return [];
        (string Name, FieldAgreement Is)[] all = [("first name", fields.Given), ("last name", fields.Surname), ("date of birth", fields.DateOfBirth), ("sex", fields.Sex)];
        return [.. all.Where(field => field.Is is FieldAgreement.Near or FieldAgreement.Differed)
            .Select(field => field.Is == FieldAgreement.Near ? $"The {field.Name} is nearly what you typed, and not the same." : $"The {field.Name} is not what you typed.")];
    }

    public static IEnumerable<string> Of(QuestionNotes notes)
    {
        if (notes.HasFlag(QuestionNotes.UpnLeftOut)) yield return "The pupil number cannot be right and was left out.";
        if (notes.HasFlag(QuestionNotes.PostcodeLeftOut)) yield return "The postcode is not a full postcode and was left out.";
        if (notes.HasFlag(QuestionNotes.GivenLeftOut)) yield return "The first name stands for no name and was left out.";
        if (notes.HasFlag(QuestionNotes.SurnameLeftOut)) yield return "The last name stands for no name and was left out.";
        if (notes.HasFlag(QuestionNotes.DateLeftOut)) yield return "The date does not exist and was left out.";
    }
}
