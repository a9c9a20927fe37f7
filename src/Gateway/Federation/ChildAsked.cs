using Gateway.Rules.Identifiers;

namespace Gateway.Federation;

/// <summary>The child as the asker named them. Printing one shows nothing.</summary>
public readonly record struct ChildAsked(NhsNumber NhsNumber, DateOnly DateOfBirth)
{
    /// <summary>Completed years on a day; a child born on 29 February has a birthday on 1 March in other years.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - DateOfBirth.Year;
        return (day.Month, day.Day).CompareTo((DateOfBirth.Month, DateOfBirth.Day)) < 0 ? years - 1 : years;
    }

    public override string ToString() => "(a child)";
}
