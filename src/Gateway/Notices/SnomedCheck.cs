namespace Gateway.Notices;

/// <summary>The check digit of an identifier of SNOMED CT: the dihedral check of Verhoeff, which finds one wrong digit and two that changed places.</summary>
internal static class SnomedCheck
{
    private const int Shortest = 6;
    private const int Longest = 18;

    private static readonly int[] Order = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    public static bool Holds(string code)
    {
        if (code.Length is < Shortest or > Longest || !code.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var place = 0; place < code.Length; place++) sum = Times(sum, Permuted(code[^(place + 1)] - '0', place % 8));
        return sum == 0;
    }

    private static int Permuted(int digit, int times)
    {
        for (; times > 0; times--) digit = Order[digit];
        return digit;
    }

    // The ten turns and reflections of a pentagon: below 5 it is turned, from 5 on it is reflected too.
    private static int Times(int one, int other) => (one < 5, other < 5) switch
    {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one - other + 5) % 5,
        (false, false) => (one - other + 5) % 5,
    };
}
