using System.Collections.Immutable;

namespace Gateway.Rules.Notices;

/// <summary>
/// Who at an NHS trust has a child of an age, by the child's London day (workflows, section 4: E3 and E21; 0 to 4 and 5 to 17, and the midwife in the first year).
/// </summary>
public static class WhoVisits
{
    private const int FirstBirthday = 1;
    private const int FifthBirthday = 5;
    private const int Adult = 18;

    /// <summary>Everybody who may have the child that day; nobody of a child who is not born yet, or is one no longer.</summary>
    public static ImmutableArray<NoticeRecipient> Of(DateOnly born, DateOnly day)
    {
        if (day < born) return [];
        return Years(born, day) switch
        {
            < FirstBirthday => [NoticeRecipient.HealthVisitor, NoticeRecipient.Midwife],
            < FifthBirthday => [NoticeRecipient.HealthVisitor],
            < Adult => [NoticeRecipient.SchoolNurse],
            _ => [],
        };
    }

    /// <summary>Whoever has the child for years: without the midwife.</summary>
    public static ImmutableArray<NoticeRecipient> WithoutMidwife(DateOnly born, DateOnly day) => Of(born, day).Remove(NoticeRecipient.Midwife);

    // Born on 29 February one has a birthday on 1 March in other years.
    private static int Years(DateOnly born, DateOnly day) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
