namespace Gateway.Notifications;

/// <summary>What a notice says.</summary>
public enum NoticeKind
{
    /// <summary>A child with a plan or in care is in urgent care.</summary>
    Attendance,

    /// <summary>A source answered after the answer of a check had gone out, and there is something.</summary>
    LateAnswer,
}

internal static class NoticeWords
{
    public static string Word(this NoticeKind kind) => kind switch
    {
        NoticeKind.Attendance => "attendance",
        NoticeKind.LateAnswer => "late-answer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
