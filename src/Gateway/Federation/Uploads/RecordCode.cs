using System.Collections.Immutable;

namespace Gateway.Federation.Uploads;

/// <summary>What came of one record, in the codes of CP-IS. "Sensitive" (CPR02) is never given: a protected child's plan is kept like any other, and to say who is protected would tell it.</summary>
internal enum RecordCode
{
    NoMatch = 1,
    Differs = 3,
    OldStyle = 4,
    Superseded = 5,
    Accepted = 6,
    Rejected = 7,
}

/// <summary>A record with something wrong with it: its place, the council's own reference where that reads, and why. It quotes nothing else.</summary>
internal sealed record ReturnedRecord(int Record, int Line, string? Reference, RecordCode Code, string? Detail)
{
    public override string ToString() => "(a returned record)";
}

/// <summary>The codes on the wire, and what to do about each.</summary>
internal static class RecordCodeWords
{
    private static readonly ImmutableDictionary<string, string> Hints = new Dictionary<string, string>
    {
        ["unreadable"] = "This line cannot be read. Export it again: one record on one line, in UTF-8, with every member or column once.",
        ["too-long"] = "This line is longer than 4,096 bytes. Shorten it and send the file again.",
        ["nhs-number"] = "Send the child's NHS number: ten digits. Ask the child's GP practice for it.",
        ["nhs-number-digit"] = "One digit of the NHS number is wrong. Compare it with the child's record.",
        ["date-of-birth"] = "Send a real date of birth, written as year-month-day. Only a mother's, with a plan for her unborn child, is more than 26 years ago.",
        ["family-name"] = "Send the family name as plain text of at most 100 characters.",
        ["given-names"] = "Send the given names as plain text of at most 100 characters.",
        ["reference"] = "Name your own record by a number or a code: up to 64 letters, digits and - . / : _ without spaces, and no NHS number.",
        ["kind"] = "Send one of: plan, looked-after, unborn, plan-ended.",
        ["categories"] = "A plan has one or more of neglect, physical, sexual, emotional, each once; in CSV with ; between them.",
        ["start"] = "Send the day on which it began, written as year-month-day. What has not begun is sent when it has.",
        ["end"] = "A plan that ended has the day on which it ended, not before it began and not in the future. Nothing else has one: a plan that ended is sent as plan-ended.",
        ["due"] = "A plan for an unborn child has the day on which the child is due, within a year. Nothing else has one.",
        ["legal-basis"] = "A looked-after child has one of care-order, interim-care-order, section-20. Nothing else has one.",
        ["social-worker"] = "Send name, team and telephone of the social worker, or none of the three: plain text of at most 100 characters each.",
        ["duplicate"] = "The child has another record of this kind in the file. Send one of each kind.",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static string Word(this RecordCode code) => $"CPR0{(int)code}";

    /// <summary>How to put it right.</summary>
    public static string Hint(this ReturnedRecord returned) => returned.Code switch
    {
        RecordCode.NoMatch => "Nobody is known under this NHS number. Compare it with the child's record, and ask the child's GP practice.",
        RecordCode.Differs => "Date of birth, family name or first name differ from those that are known under this NHS number. Check that it is this child's number, then the spelling.",
        RecordCode.OldStyle => "This is not an NHS number of ten digits. Ask the child's GP practice for the present one.",
        RecordCode.Superseded => "Another NHS number took the place of this one. The record is used; send it with the present number from now on.",
        _ => Hints[returned.Detail!],
    };

    /// <summary>What a file code means, for whoever sent the file.</summary>
    public static string FileWords(string code) => code switch
    {
        "CPF01" => "The file is corrupt or badly formed. Nothing of it is used, and your last file still speaks.",
        "CPF02" => "Every record can be used.",
        "CPF03" => "Some records have something wrong with them. Of the children whom they name your answer is not known until you put them right.",
        "CPF04" => "No record can be used. Nothing changes, and your last file still speaks.",
        "CPF05" => "Nobody could look who the children are. Ask for a preview again in a while.",
        _ => "This version of the format is no longer read.",
    };
}
