using System.Numerics;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// What of a token is enough to see that it cannot be like another: which letters it has, its length and its first four letters, in 64 bits.
/// </summary>
internal readonly record struct TokenShape(ulong Value)
{
    public const int LongestKept = 31;

    private const int LetterBits = 27;
    private const ulong Letters = (1UL << LetterBits) - 1;

    public int Length => (int)(Value >> LetterBits & LongestKept);

    public static TokenShape Of(ReadOnlySpan<char> token)
    {
        var value = 0UL;
        foreach (var c in token) value |= 1UL << (char.IsAsciiLetterLower(c) ? c - 'a' : LetterBits - 1);
        value |= (ulong)Math.Min(token.Length, LongestKept) << LetterBits;
        for (var i = 0; i < 4 && i < token.Length; i++) value |= (ulong)(byte)token[i] << (32 + 8 * i);
        return new TokenShape(value);
    }

    /// <summary>No more letters than these can be found in both.</summary>
    public int MostCommon(TokenShape other)
    {
        var (mine, theirs) = (Value & Letters, other.Value & Letters);
        return Math.Min(Length - BitOperations.PopCount(mine & ~theirs), other.Length - BitOperations.PopCount(theirs & ~mine));
    }

    /// <summary>How many of the first four letters are the same, or more where both end before.</summary>
    public int Prefix(TokenShape other) => BitOperations.TrailingZeroCount((Value ^ other.Value) >> 32 | 1UL << 32) / 8;
}

/// <summary>Sees from a token's shape whether it may be as like an asked one as a Jaro-Winkler similarity says.</summary>
internal sealed class LikenessFilter
{
    private const int Prefixes = 5;

    private readonly TokenShape _asked;
    private readonly byte[] _needed = new byte[(TokenShape.LongestKept + 1) * Prefixes];

    /// <param name="least">The similarity, from 0 to 1, below which nothing is like the token.</param>
    public LikenessFilter(ReadOnlySpan<char> asked, double least)
    {
        _asked = TokenShape.Of(asked);
        for (var length = 1; length < TokenShape.LongestKept; length++)
            for (var prefix = 0; prefix < Prefixes; prefix++) _needed[length * Prefixes + prefix] = Needed(length, prefix, least);
    }

    /// <summary>False only where the similarity is below the least.</summary>
    public bool MayBeLike(TokenShape held) => _asked.MostCommon(held) >= _needed[held.Length * Prefixes + _asked.Prefix(held)];

    // The fewest letters in common, all in order, with which the similarity reaches the least. Lengths that were cut say nothing.
    private byte Needed(int length, int prefix, double least)
    {
        if (_asked.Length == TokenShape.LongestKept) return 0;
        for (var common = 1; common <= Math.Min(length, _asked.Length); common++)
        {
            var jaro = ((double)common / length + (double)common / _asked.Length + 1) / 3;
            if (jaro + 0.1 * prefix * (1 - jaro) >= least - 1e-9) return (byte)common;
        }

        return byte.MaxValue;
    }
}
