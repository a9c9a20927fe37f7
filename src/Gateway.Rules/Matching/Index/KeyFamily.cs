namespace Gateway.Rules.Matching.Index;

/// <summary>The lists of children by key (matching, section 4, "Block", 4 to 9); numbers and days have structures of their own.</summary>
internal enum KeyFamily
{
    /// <summary>4: year and month of birth, and how a surname sounds.</summary>
    MonthSurname,

    /// <summary>5: year of birth, and how a given name and a surname sound, in either order.</summary>
    YearNames,

    /// <summary>6: postcode unit, and how a surname sounds.</summary>
    UnitSurname,

    /// <summary>7: postcode unit, and how a given name sounds.</summary>
    UnitGiven,

    /// <summary>8: day and month of birth in any year, and how a surname sounds.</summary>
    DaySurname,

    /// <summary>9: year of birth, postcode district, and a given name; asked under every short form and spelling.</summary>
    YearDistrictGiven,
}

/// <summary>A key: the block of days that the list lies in, where the family has such blocks, and the rest as a hash.</summary>
internal readonly record struct ListKey(int Block, ulong Hash);

/// <summary>Makes keys, alike for those who are held and those who are asked for.</summary>
internal static class ListKeys
{
    public const int Days = 12 * 31;

    public static ListKey MonthSurname(DateOnly born, uint sound, int firstYear) => new(Month(born.Year, born.Month, firstYear), Mix(sound));

    public static ListKey YearNames(int year, uint one, uint other, int firstYear) =>
        new(year - firstYear, Mix(Math.Min(one, other) | (ulong)Math.Max(one, other) << 32));

    public static ListKey Unit(ulong unit, uint sound) => new(0, Mix(unit ^ Mix(sound)));

    public static ListKey DaySurname(DateOnly born, uint sound) => new((born.Month - 1) * 31 + born.Day - 1, Mix(sound));

    public static ListKey YearDistrictGiven(int year, ulong district, ulong token, int firstYear) => new(year - firstYear, Mix(district ^ token));

    /// <summary>A token that stands for itself.</summary>
    public static ulong Token(ReadOnlySpan<char> token)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var c in token) hash = (hash ^ c) * 0x100000001b3UL;
        return Mix(hash);
    }

    private static int Month(int year, int month, int firstYear) => (year - firstYear) * 12 + month - 1;

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9UL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebUL;
        return value ^ (value >> 31);
    }
}
