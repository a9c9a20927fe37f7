using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Random tokens, so that the length of what is kept says nothing about a day: a whole list is filled up to the next eighth of a power
/// of two, a change to sixty-four. A decoy is nobody's token.
/// </summary>
internal static class Decoys
{
    private const int Least = 64;

    public static ImmutableArray<ulong> FillUp(IReadOnlyCollection<ulong> tokens)
    {
        var all = new ulong[LengthFor(tokens.Count)];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(all.AsSpan()));
        // Sorted, so that what is real does not stand before what is not.
        var at = 0;
        foreach (var token in tokens) all[at++] = token;
        Array.Sort(all);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    internal static int LengthFor(int count)
    {
        var step = Math.Max(Least, (int)(BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 1)) / 16));
        return (count + step) / step * step;
    }
}
