using Gateway.Rules.Identifiers;

namespace Gateway.Matching;

/// <summary>
/// The children whom the gateway can recognise: number, date of birth and home councils, and no safeguarding fact. Sorted
/// arrays of 14 bytes a child, searched by number.
/// </summary>
public sealed class ChildIndex
{
    private readonly long[] _numbers;
    private readonly int[] _births;
    private readonly ushort[] _homes;
    private readonly HomeSets _sets;

    internal ChildIndex(long[] numbers, int[] births, ushort[] homes, HomeSets sets) =>
        (_numbers, _births, _homes, _sets) = (numbers, births, homes, sets);

    public int Count => _numbers.Length;

    /// <summary>Number and date of birth must both agree; a near miss is no match and says nothing about whose number it is.</summary>
    public ChildMatch Match(NhsNumber number, DateOnly dateOfBirth)
    {
        var at = Array.BinarySearch(_numbers, number.Value);
        return at >= 0 && _births[at] == dateOfBirth.DayNumber
            ? new ChildMatch.Exact(_sets[_homes[at]])
            : ChildMatch.None.Instance;
    }
}

/// <summary>What matching can say.</summary>
public abstract record ChildMatch
{
    private ChildMatch() { }

    /// <summary>One child, with the councils of every address of the past 12 months.</summary>
    public sealed record Exact(Home Home) : ChildMatch;

    public sealed record None : ChildMatch
    {
        public static readonly None Instance = new();

        private None() { }
    }
}
