using Gateway.Matching;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Federation;

/// <summary>The child as the asker named them. Printing one shows nothing.</summary>
public readonly record struct ChildAsked(NhsNumber NhsNumber, DateOnly DateOfBirth)
{
    /// <summary>What was asked to find the child, where it was not by number: the asker's own agency is asked about exactly this.</summary>
    public MatchingQuestion? AsDescribed { get; init; }

    /// <summary>The number that the asker gave was replaced by this one.</summary>
    public bool IsByFormer { get; init; }

    /// <summary>What is held of the child beside the number; null where nothing is, or nobody looked.</summary>
    internal ChildHeld? Held { get; init; }

    /// <summary>Completed years on a day; a child born on 29 February has a birthday on 1 March in other years.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - DateOfBirth.Year;
        return (day.Month, day.Day).CompareTo((DateOfBirth.Month, DateOfBirth.Day)) < 0 ? years - 1 : years;
    }

    public override string ToString() => "(a child)";
}
