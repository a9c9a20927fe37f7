namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// Reads a postcode: spaces and case do not matter, and O for 0, I for 1 and S for 5 (or the reverse) are put right where the position
/// says which is meant. What is no full postcode, or is the code for no fixed abode (ZZ99), reads as blank.
/// </summary>
public static class PostcodeReading
{
    // The shapes of the part before the space: A is a letter, 9 a digit. The last letter of A9A and AA9A comes from a short list
    // (Royal Mail, Programmers' Guide), which tells B1O, a slip for B10, from W1A.
    private static readonly string[] Shapes = ["A9", "A99", "AA9", "A9A", "AA99", "AA9A"];
    private const string LastOfThree = "ABCDEFGHJKPSTUW";
    private const string LastOfFour = "ABEHMNPRVWXY";

    /// <summary>Reads a postcode; allocates nothing.</summary>
    /// <returns>The postcode, or the blank one.</returns>
    public static Postcode Read(ReadOnlySpan<char> text)
    {
        Span<char> letters = stackalloc char[7];
        var length = Compact(text, letters);
        if (length is < 5 or > 7) return default;
        Span<char> inward = stackalloc char[3];
        if (Fit(letters[(length - 3)..length], "9AA", inward) < 0) return default;
        var outward = letters[..(length - 3)];
        Span<char> best = stackalloc char[4];
        return Outward(outward, best) && !IsNowhere(best[..outward.Length]) ? new Postcode(Pack(best[..outward.Length], inward)) : default;
    }

    private static int Compact(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '-' or '.') continue;
            if (length == into.Length || !char.IsAsciiLetterOrDigit(c)) return 0;
            into[length++] = char.ToUpperInvariant(c);
        }

        return length;
    }

    // The shape that needs the fewest repairs.
    private static bool Outward(ReadOnlySpan<char> text, Span<char> best)
    {
        var fewest = int.MaxValue;
        Span<char> tried = stackalloc char[4];
        foreach (var shape in Shapes)
        {
            if (shape.Length != text.Length) continue;
            var repairs = Fit(text, shape, tried);
            if (repairs < 0 || repairs >= fewest || !EndsWell(shape, tried[..text.Length])) continue;
            fewest = repairs;
            tried.CopyTo(best);
        }

        return fewest < int.MaxValue;
    }

    private static bool EndsWell(string shape, ReadOnlySpan<char> outward) => shape switch
    {
        "A9A" => LastOfThree.Contains(outward[2], StringComparison.Ordinal),
        "AA9A" => LastOfFour.Contains(outward[3], StringComparison.Ordinal),
        _ => true,
    };

    // How many characters had to be put right; -1 where the text cannot be of this shape.
    private static int Fit(ReadOnlySpan<char> text, string shape, Span<char> into)
    {
        var repairs = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            var isDigit = shape[i] == '9';
            into[i] = text[i];
            if (isDigit == char.IsAsciiDigit(text[i])) continue;
            into[i] = isDigit ? AsDigit(text[i]) : AsLetter(text[i]);
            if (into[i] == '\0') return -1;
            repairs++;
        }

        return repairs;
    }

    private static char AsDigit(char c) => c switch { 'O' => '0', 'I' => '1', 'S' => '5', _ => '\0' };

    private static char AsLetter(char c) => c switch { '0' => 'O', '1' => 'I', '5' => 'S', _ => '\0' };

    private static bool IsNowhere(ReadOnlySpan<char> outward) => outward is "ZZ99";

    private static ulong Pack(ReadOnlySpan<char> outward, ReadOnlySpan<char> inward)
    {
        var packed = 0UL;
        for (var i = 0; i < 4; i++) packed = (packed << 8) | (i < outward.Length ? outward[i] : 0UL);
        foreach (var c in inward) packed = (packed << 8) | c;
        return packed;
    }
}
