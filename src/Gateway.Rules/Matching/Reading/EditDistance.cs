namespace Gateway.Rules.Matching.Reading;

/// <summary>How many single slips lie between two texts: a character put in, left out or changed, or two neighbours swapped (optimal string alignment).</summary>
public static class EditDistance
{
    private const int Longest = 128;

    /// <summary>The distance; allocates nothing. Only the first 128 characters of each are compared.</summary>
    /// <returns>From 0 to the length of the longer text.</returns>
    public static int Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left[..Math.Min(left.Length, Longest)];
        right = right[..Math.Min(right.Length, Longest)];
        var width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var above = rows[width..(2 * width)];
        var row = rows[(2 * width)..];
        for (var j = 0; j < width; j++) above[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            Fill(left, right, i, before, above, row);
            var spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return above[right.Length];
    }

    /// <summary>True where the texts are equal or one slip apart; quicker than the distance.</summary>
    public static bool IsWithinOne(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length > right.Length) return IsWithinOne(right, left);
        if (right.Length - left.Length > 1) return false;
        var from = left.CommonPrefixLength(right);
        if (from == left.Length) return true;
        if (left.Length < right.Length) return left[from..].SequenceEqual(right[(from + 1)..]);
        return left[(from + 1)..].SequenceEqual(right[(from + 1)..])
            || (from + 1 < left.Length && left[from] == right[from + 1] && left[from + 1] == right[from] && left[(from + 2)..].SequenceEqual(right[(from + 2)..]));
    }

    private static void Fill(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int i, ReadOnlySpan<int> before, ReadOnlySpan<int> above, Span<int> row)
    {
        row[0] = i;
        for (var j = 1; j < row.Length; j++)
        {
            var changed = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            var best = Math.Min(changed, Math.Min(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) best = Math.Min(best, before[j - 2] + 1);
            row[j] = best;
        }
    }
}
