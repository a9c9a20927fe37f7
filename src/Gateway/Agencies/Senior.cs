namespace Gateway.Agencies;

/// <summary>A senior doctor of a department: whoever agrees that a child goes is somebody, never "the team".</summary>
/// <param name="Subject">By their token.</param>
/// <param name="Name">As it is shown to whoever chooses them.</param>
public sealed record Senior(string Subject, string Name, SeniorGrade Grade);

/// <summary>How senior somebody is.</summary>
public enum SeniorGrade
{
    /// <summary>ST4 or above: reviews what is high-risk, and may agree to a discharge.</summary>
    Senior,

    /// <summary>May also let a child go with something open, with a reason.</summary>
    Consultant,
}

internal static class SeniorGradeWords
{
    public static string Word(this SeniorGrade grade) => grade switch
    {
        SeniorGrade.Senior => "st4-or-above",
        SeniorGrade.Consultant => "consultant",
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    public static bool TryRead(string? word, out SeniorGrade grade)
    {
        grade = word == "consultant" ? SeniorGrade.Consultant : SeniorGrade.Senior;
        return word is "consultant" or "st4-or-above";
    }
}
