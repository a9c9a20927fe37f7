using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Linkage;

/// <summary>The records to link, column by column: those of the left file first, then those of the right one.</summary>
public sealed class LinkageRecords
{
    /// <summary>Takes the records.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="values">For each column the value of each record, as written; empty or null where there is none.</param>
    /// <param name="leftCount">How many records are of the left file; all of them where duplicates are sought within one file.</param>
    public LinkageRecords(ImmutableArray<LinkageField> fields, ImmutableArray<string?[]> values, int leftCount)
    {
        if (fields.Length == 0 || fields.Length != values.Length) throw new ArgumentException("There must be values for each field.", nameof(values));
        (Fields, Values, LeftCount, Count) = (fields, values, leftCount, values[0].Length);
    }

    /// <summary>The columns.</summary>
    public ImmutableArray<LinkageField> Fields { get; }

    /// <summary>For each column the value of each record.</summary>
    public ImmutableArray<string?[]> Values { get; }

    /// <summary>How many records are of the left file.</summary>
    public int LeftCount { get; }

    /// <summary>How many records there are in all.</summary>
    public int Count { get; }

    /// <summary>True where duplicates are sought within one file.</summary>
    public bool IsOneFile => LeftCount == Count;

    /// <summary>How many records of the right file there are; of the one file where there is no other.</summary>
    public int RightCount => IsOneFile ? Count : Count - LeftCount;

    /// <summary>How many pairs there are in all.</summary>
    public long PairCount => IsOneFile ? (long)Count * (Count - 1) / 2 : (long)LeftCount * RightCount;
}
