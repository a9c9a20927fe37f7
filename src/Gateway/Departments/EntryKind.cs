namespace Gateway.Departments;

/// <summary>What can be recorded of a visit.</summary>
internal enum EntryKind
{
    Begun,
    Checked,
    Questions,
    Rung,
    Concern,
    Examination,
    SeniorReview,
    SocialCareRung,
    Photographs,
    ConcernClosed,
    LeftEarly,
    Discharge,
    Override,
    MeetingOutcome,
    Identified,
    Gone,
}

internal static class EntryKindWords
{
    private static readonly string[] Words =
    [
        "begun", "checked", "questions", "rung", "concern", "examination", "senior-review", "social-care-rung", "photographs", "concern-closed", "left-early", "discharge", "override", "meeting-outcome", "identified", "gone",
    ];

    public static string Word(this EntryKind kind) => Words[(int)kind];

    public static bool TryRead(string? word, out EntryKind kind)
    {
        var index = word is null ? -1 : Array.IndexOf(Words, word);
        kind = (EntryKind)Math.Max(index, 0);
        return index >= 0;
    }
}
