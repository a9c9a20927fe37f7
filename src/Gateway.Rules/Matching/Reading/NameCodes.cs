namespace Gateway.Rules.Matching.Reading;

/// <summary>Codes under which names that sound alike fall together. They choose whom to look at; they are no evidence.</summary>
public static class NameCodes
{
    /// <summary>How a folded name sounds, in two ways where its spelling leaves two open. Allocates nothing.</summary>
    /// <param name="token">One folded token.</param>
    public static SoundCode Sound(ReadOnlySpan<char> token)
    {
        var writer = new SoundWriter();
        for (var at = 0; at < token.Length && !writer.IsFull;) at += Sounds.Read(token, at, ref writer);
        return writer.Code;
    }

    /// <summary>The American Soundex code (National Archives rules): the letter's place from 1 to 26 times 1,000, and three digits; 0 where the token does not begin with a Latin letter.</summary>
    /// <param name="token">One folded token.</param>
    public static int Soundex(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || !char.IsAsciiLetterLower(token[0])) return 0;
        var (code, digits, last) = (token[0] - 'a' + 1, 0, Digit(token[0]));
        foreach (var c in token[1..])
        {
            var digit = Digit(c);
            if (digit > 0 && digit != last && ++digits <= 3) code = code * 10 + digit;
            if (c is not ('h' or 'w')) last = digit;
        }

        for (; digits < 3; digits++) code *= 10;
        return code;
    }

    private static int Digit(char c) => c switch
    {
        'b' or 'f' or 'p' or 'v' => 1,
        'c' or 'g' or 'j' or 'k' or 'q' or 's' or 'x' or 'z' => 2,
        'd' or 't' => 3,
        'l' => 4,
        'm' or 'n' => 5,
        'r' => 6,
        _ => 0,
    };
}

/// <summary>How a name sounds: at most six sounds in each of two readings, which are the same where the spelling leaves no choice. 0 is silence.</summary>
public readonly record struct SoundCode(uint Primary, uint Alternate)
{
    /// <summary>True where one reading of one name is a reading of the other.</summary>
    public bool SoundsLike(SoundCode other) =>
        Primary != 0 && (Primary == other.Primary || Primary == other.Alternate || Alternate == other.Primary || Alternate == other.Alternate);
}
