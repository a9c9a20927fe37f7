namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>
/// A column after reading: each distinct value has a number, and two numbers are compared. Level 0 is agreement, the last level is none
/// at all; a blank takes no part.
/// </summary>
internal abstract class FieldColumn
{
    public const int Blank = -1;

    protected FieldColumn(LinkageField field, int[] values, int valueCount, int leftCount)
    {
        (Field, Values, ValueCount) = (field, values, valueCount);
        (LeftCounts, RightCounts) = (new int[valueCount], new int[valueCount]);
        for (var record = 0; record < values.Length; record++)
            if (values[record] >= 0) (record < leftCount ? LeftCounts : RightCounts)[values[record]]++;
        if (leftCount == values.Length) RightCounts = LeftCounts;
    }

    public LinkageField Field { get; }

    /// <summary>The number of each record's value, or <see cref="Blank"/>.</summary>
    public int[] Values { get; }

    public int ValueCount { get; }

    public int[] LeftCounts { get; }

    public int[] RightCounts { get; }

    public abstract int LevelCount { get; }

    /// <summary>How far two values agree, neither of them blank. Symmetric.</summary>
    public abstract int Level(int left, int right);

    /// <summary>The sets of keys under which records are looked up, the most telling first.</summary>
    public abstract IEnumerable<KeySet> Keys();

    /// <summary>What share of two records of one person agree at each level, before anything is learned.</summary>
    public virtual double[] StartingShares()
    {
        var shares = new double[LevelCount];
        var left = 0.2;
        shares[0] = 0.8;
        for (var level = 1; level < LevelCount; level++)
        {
            shares[level] = level == LevelCount - 1 ? left : left / 2;
            left -= shares[level];
        }

        return shares;
    }
}

/// <summary>Keys of the values of a column; a value may have several, or none.</summary>
/// <param name="Column">Whose values.</param>
/// <param name="Rank">Within its column: a set of a higher rank is coarser than every one of a lower rank that it includes.</param>
/// <param name="IsName">True where the keys of given and family names are alike, so that swapped names meet.</param>
/// <param name="OfValue">The keys of each value.</param>
internal sealed record KeySet(FieldColumn Column, int Rank, bool IsName, ulong[][] OfValue);
