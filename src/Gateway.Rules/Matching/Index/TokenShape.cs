using System.Numerics;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// What of a token is enough to see that it cannot be like another: which letters it has, its length and its first four letters, in 64 bits.
/// </summary>
internal readonly record struct TokenShape(ulong Value)
{
    private const int LetterBits = 27;
    private const ulong Letters = (1UL << LetterBits) - 1;
    private const int LongestKept = 31;

    public static TokenShape Of(ReadOnlySpan<char> token)
    {
        var value = 0UL;
        foreach (var c in token) value |= 1UL << (char.IsAsciiLetterLower(c) ? c - 'a' : LetterBits - 1);
        value |= (ulong)Math.Min(token.Length, LongestKept) << LetterBits;
        for (var i = 0; i < 4 && i < token.Length; i++) value |= (ulong)(byte)token[i] << (32 + 8 * i);
        return new TokenShape(value);
    }

    public int Length => (int)(Value >> LetterBits & LongestKept);

    /// <summary>No pair of tokens of these shapes has a higher Jaro-Winkler similarity.</summary>
    public double MostAlike(TokenShape other)
    {
        var (left, right) = (Length, other.Length);
        if (left == LongestKept || right == LongestKept) return 1;
        var (mine, theirs) = (Value & Letters, other.Value & Letters);
        var common = Math.Min(left - BitOperations.PopCount(mine & ~theirs), right - BitOperations.PopCount(theirs & ~mine));
        if (common <= 0) return 0;
        var jaro = ((double)common / left + (double)common / right + 1) / 3;
        return jaro + 0.1 * Prefix(other) * (1 - jaro);
    }

    private int Prefix(TokenShape other)
    {
        var differing = (Value ^ other.Value) >> 32;
        return differing == 0 ? 4 : BitOperations.TrailingZeroCount(differing) / 8;
    }
}
