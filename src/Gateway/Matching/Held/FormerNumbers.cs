using System.Collections.Immutable;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Held;

/// <summary>
/// The NHS numbers that others took the place of, by the child's place: eight bytes each, for the few children who have any. What an
/// adoption sealed is not among them.
/// </summary>
/// <param name="sorted">As <see cref="Pair"/> makes them, in order.</param>
internal sealed class FormerNumbers(ulong[] sorted)
{
    private const int PlaceAt = 32;

    public ReadOnlySpan<ulong> Pairs => sorted;

    public static ulong Pair(int ordinal, NhsNumber former) => ((ulong)(uint)ordinal << PlaceAt) | (uint)HeldRow.NineOf(former);

    public ImmutableArray<NhsNumber> Of(int ordinal)
    {
        var first = Array.BinarySearch(sorted, (ulong)(uint)ordinal << PlaceAt);
        if (first < 0) first = ~first;
        var end = first;
        while (end < sorted.Length && sorted[end] >> PlaceAt == (uint)ordinal) end++;
        return first == end ? [] : [.. sorted[first..end].Select(Number)];
    }

    /// <summary>The place of whoever had this number before, or -1.</summary>
    public int PlaceOf(NhsNumber former)
    {
        var nine = (uint)HeldRow.NineOf(former);
        foreach (var pair in sorted)
            if ((uint)pair == nine) return (int)(pair >> PlaceAt);
        return -1;
    }

    private static NhsNumber Number(ulong pair) => NhsNumber.TryFromFirstNine((uint)pair, out var number) ? number : throw new InvalidOperationException();
}
