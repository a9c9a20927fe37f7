using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gateway.Rules.Matching.Reading;

/// <summary>The Jaro-Winkler similarity: 1 for equal texts, 0 where nothing agrees (Winkler 1990, prefix of at most 4, scale 0.1).</summary>
public static class JaroWinkler
{
    private const int Prefix = 4;
    private const double Scale = 0.1;

    /// <summary>Compares two texts; allocates nothing. Only the first 64 characters of each are compared.</summary>
    /// <returns>From 0 to 1; 0 where either is empty.</returns>
    public static double Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length > 64) left = left[..64];
        if (right.Length > 64) right = right[..64];
        if (left.IsEmpty || right.IsEmpty) return 0;
        if (left.SequenceEqual(right)) return 1;
        var jaro = Jaro(left, right);
        var most = Math.Min(Prefix, Math.Min(left.Length, right.Length));
        var same = 0;
        while (same < most && left[same] == right[same]) same++;
        return jaro + same * Scale * (1 - jaro);
    }

    /// <summary>The letters of a text as bits, for <see cref="CanReach"/>; texts with the same letters have the same bits.</summary>
    public static uint Letters(ReadOnlySpan<char> text)
    {
        var letters = 0U;
        foreach (var c in text) letters |= 1U << (c % 32);
        return letters;
    }

    /// <summary>
    /// False where the similarity is certainly below a bound, told from the letters alone: each letter that the other text has not cannot
    /// be matched. Most pairs of names end here.
    /// </summary>
    public static bool CanReach(double bound, ReadOnlySpan<char> left, uint leftLetters, ReadOnlySpan<char> right, uint rightLetters)
    {
        var common = Math.Min(left.Length - BitOperations.PopCount(leftLetters & ~rightLetters), right.Length - BitOperations.PopCount(rightLetters & ~leftLetters));
        if (common <= 0) return false;
        var most = ((double)common / left.Length + (double)common / right.Length + 1) / 3;
        var prefix = Math.Min(left.CommonPrefixLength(right), Prefix);
        return most + prefix * Scale * (1 - most) >= bound;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var window = Math.Max(Math.Max(left.Length, right.Length) / 2 - 1, 0);
        var (taken, matched) = (0UL, 0UL);
        for (var i = 0; i < left.Length; i++)
        {
            var end = Math.Min(i + window + 1, right.Length);
            for (var j = Math.Max(0, i - window); j < end; j++)
            {
                if (left[i] != right[j] || (taken & (1UL << j)) != 0) continue;
                taken |= 1UL << j;
                matched |= 1UL << i;
                break;
            }
        }

        if (matched == 0) return 0;
        double common = BitOperations.PopCount(matched);
        return (common / left.Length + common / right.Length + (common - Transposed(left, right, matched, taken)) / common) / 3;
    }

    // Half of the places at which the matched letters, each in its own order, differ.
    private static double Transposed(ReadOnlySpan<char> left, ReadOnlySpan<char> right, ulong matched, ulong taken)
    {
        var differing = 0;
        for (; matched != 0; matched &= matched - 1, taken &= taken - 1)
            if (left[BitOperations.TrailingZeroCount(matched)] != right[BitOperations.TrailingZeroCount(taken)]) differing++;
        return differing / 2.0;
    }
}
