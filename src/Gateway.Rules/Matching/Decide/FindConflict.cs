using System.Runtime.InteropServices;

namespace Gateway.Rules.Matching.Decide;

/// <summary>Whether a number and the rest of a question are of different children.</summary>
internal static class FindConflict
{
    /// <param name="owners">Whom the numbers that count belong to, weighed.</param>
    /// <param name="found">Everybody above the line.</param>
    public static bool Is(List<Weighed> owners, List<Weighed> found)
    {
        if (owners.Count == 0) return false;
        var owner = owners[0];
        foreach (var other in owners)
            if (other.Ordinal != owner.Ordinal) return true;
        return owner.Birth >= BirthLevel.OneSlip ? NamesContradict(owner) : SomebodyElseFits(owner, found);
    }

    private static bool NamesContradict(in Weighed owner) => owner.Given switch
    {
        NameLevel.Different => true,
        NameLevel.Blank => owner is { Surname: NameLevel.Different, Sex: < 0 },
        _ => false,
    };

    // The date is not the owner's, and it is somebody's whose name was given.
    private static bool SomebodyElseFits(in Weighed owner, List<Weighed> found)
    {
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(found))
            if (other.Ordinal != owner.Ordinal && other.Birth >= BirthLevel.OneSlip && other.Given >= NameLevel.Near) return true;
        return false;
    }
}
