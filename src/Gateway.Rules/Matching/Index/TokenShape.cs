using System.Numerics;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// What of a token is enough to see that it cannot be like another: which letters it has, its length and its first four letters, in 64 bits.
/// </summary>
internal readonly record struct TokenShape(ulong Value)
{
    public const int LongestKept = 31;

    public const int LetterBits = 27;
    public const ulong Letters = (1UL << LetterBits) - 1;

    /// <summary>Where the first four letters begin.</summary>
    public const int InitialBits = 32;

    /// <summary>Not a token's: it says where those of several stand, which have no length.</summary>
    public bool IsSeveral => Value != 0 && Length == 0;

    /// <summary>Where the shapes of several tokens begin, and how many there are.</summary>
    public (int Start, int Count) Place => ((int)(Value & Letters), (int)(Value >> 32));

    public static TokenShape Several(int start, int count) => new((uint)start | (ulong)count << 32);

    public int Length => (int)(Value >> LetterBits & LongestKept);

    /// <summary>The first letter.</summary>
    public ulong Initial => Value >> InitialBits & 0xFF;

    public static TokenShape Of(ReadOnlySpan<char> token)
    {
        var value = 0UL;
        foreach (var c in token) value |= 1UL << (char.IsAsciiLetterLower(c) ? c - 'a' : LetterBits - 1);
        value |= (ulong)Math.Min(token.Length, LongestKept) << LetterBits;
        for (var i = 0; i < 4 && i < token.Length; i++) value |= (ulong)(byte)token[i] << (InitialBits + 8 * i);
        return new TokenShape(value);
    }

    /// <summary>No more letters than these can be found in both.</summary>
    public int MostCommon(TokenShape other)
    {
        var (mine, theirs) = (Value & Letters, other.Value & Letters);
        return Math.Min(Length - BitOperations.PopCount(mine & ~theirs), other.Length - BitOperations.PopCount(theirs & ~mine));
    }

    /// <summary>How many of the first four letters are the same, or more where both end before.</summary>
    public int Prefix(TokenShape other) => BitOperations.TrailingZeroCount((Value ^ other.Value) >> InitialBits | 1UL << 32) / 8;
}

/// <summary>Sees from a token's shape whether it may be like an asked one (Jaro-Winkler).</summary>
internal sealed class LikenessFilter
{
    /// <summary>Below this similarity nothing is like the token.</summary>
    public const double Least = 0.85;

    /// <summary>None to four letters alike at the beginning.</summary>
    public const int Prefixes = 5;

    private static readonly byte[][] ByLength = [.. Enumerable.Range(0, TokenShape.LongestKept + 1).Select(Table)];

    private readonly TokenShape _asked;
    private readonly byte[] _needed;

    public LikenessFilter(ReadOnlySpan<char> asked)
    {
        _asked = TokenShape.Of(asked);
        _needed = ByLength[_asked.Length];
    }

    public TokenShape Asked => _asked;

    /// <summary>How many letters of a token of that length must be found in both.</summary>
    public byte Needed(int length, int prefix) => _needed[length * Prefixes + prefix];

    /// <summary>False only where the similarity is below the least.</summary>
    public bool MayBeLike(TokenShape held) => _asked.MostCommon(held) >= _needed[held.Length * Prefixes + _asked.Prefix(held)];

    private static byte[] Table(int asked)
    {
        var needed = new byte[(TokenShape.LongestKept + 1) * Prefixes];
        for (var length = 1; length <= TokenShape.LongestKept; length++)
            for (var prefix = 0; prefix < Prefixes; prefix++) needed[length * Prefixes + prefix] = Fewest(asked, length, prefix);
        return needed;
    }

    // The fewest letters in common, all in order, with which the similarity reaches the least. Lengths that were cut say nothing.
    private static byte Fewest(int asked, int length, int prefix)
    {
        if (asked == TokenShape.LongestKept || length == TokenShape.LongestKept) return 0;
        for (var common = 1; common <= Math.Min(length, asked); common++)
        {
            var jaro = ((double)common / length + (double)common / asked + 1) / 3;
            if (jaro + 0.1 * prefix * (1 - jaro) >= Least - 1e-9) return (byte)common;
        }

        return byte.MaxValue;
    }
}
