namespace Gateway.Rules.Calendars;

/// <summary>Which children are of an age at which a school or college has them: from the September after the fourth birthday, which is reception, until the eighteenth birthday.</summary>
public static class SchoolAge
{
    private const int Starts = 4;
    private const int Ends = 18;

    /// <summary>By the day of birth.</summary>
    public static bool Holds(DateOnly born, DateOnly on)
    {
        // Who is four by the end of August starts in the September that follows.
        var first = new DateOnly(born.Year + Starts + (born.Month >= 9 ? 1 : 0), 9, 1);
        var leap = born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(born.Year + Ends);
        var last = leap ? new DateOnly(born.Year + Ends, 3, 1) : new DateOnly(born.Year + Ends, born.Month, born.Day);
        return on >= first && on < last;
    }

    /// <summary>By an age that was guessed: whoever may be of that age counts.</summary>
    public static bool Holds(int age) => age is >= Starts and < Ends;
}
