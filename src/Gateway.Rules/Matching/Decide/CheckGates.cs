using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>Which gates a child does not pass (matching, section 4, "Decide"; rulings 28 to 30). The household's gate is <see cref="FindHousehold"/>'s.</summary>
internal static class CheckGates
{
    /// <param name="unplaced">What G1 needs where neither the postcode's unit nor a number agrees.</param>
    public static Gates Failed(in Weighed child, int? next, AnswerLimits limits, int unplaced)
    {
        var failed = Gates.None;
        if (child.Total < Needed(child, limits, unplaced) && !IsVerified(child)) failed |= Gates.Total;
        if (next > child.Total - limits.Lead) failed |= Gates.Lead;
        if (child.Person < limits.Person) failed |= Gates.Person;
        if (!GivenOpens(child)) failed |= Gates.Given;
        if (child.Birth < BirthLevel.OneSlip) failed |= Gates.Birth;
        if (child.Contradicts) failed |= Gates.Contradiction;
        if (!IsExactEnough(child)) failed |= Gates.Exactness;
        return failed;
    }

    // In millions some namesake was born on the same day, and families of one origin live near one another: without the very place or a number
    // only a rare name tells the child from one who is not held.
    private static int Needed(in Weighed child, AnswerLimits limits, int unplaced) =>
        child.Place == PlaceLevel.Unit || child.Number >= NumberLevel.Pupil ? limits.Total : unplaced;

    /// <summary>A number that agrees beside the date of birth, and nothing that was given differs: what a record is known by.</summary>
    private static bool IsVerified(in Weighed child) =>
        child is { Number: NumberLevel.Verified, Birth: BirthLevel.Exact, Sex: >= 0 }
        && child.Given is not (NameLevel.Different or NameLevel.OtherName or NameLevel.Similar) && child.Surname is not (NameLevel.Different or NameLevel.Similar);

    // A name that is merely near, or none, opens nobody unless a number agrees, and nobody then whose surname differs too (twins have
    // neighbouring numbers: another name opens nobody even then); one that was replaced agrees only beside the name.
    private static bool GivenOpens(in Weighed child) => child.Given switch
    {
        >= NameLevel.Variant => true,
        NameLevel.Different or NameLevel.OtherName => false,
        _ => child.Number >= NumberLevel.Pupil && child.Surname is not (NameLevel.Different or NameLevel.Similar),
    };

    private static bool IsExactEnough(in Weighed child)
    {
        if (child.Place == PlaceLevel.Unit || child.Number >= NumberLevel.Former) return true;
        var less = (child.Given == NameLevel.Exact && !child.IsCrosswise ? 0 : 1)
            + (child.Surname == NameLevel.Exact && !child.IsCrosswise ? 0 : 1)
            + (child.Birth == BirthLevel.Exact ? 0 : 1);
        return less <= 1;
    }
}
