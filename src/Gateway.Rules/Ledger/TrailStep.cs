namespace Gateway.Rules.Ledger;

/// <summary>An entry that an answer about one subject has.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="On">Its place on the subject's trail; null where its section does not open, be it damaged or erased.</param>
/// <param name="Indexed">False where the search index did not know it and the entry after it did.</param>
public readonly record struct TrailStep(long Index, Trail? On, bool Indexed = true);

/// <summary>What an answer about one subject lacks, or cannot show. Immutable.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="First">The ordinal of the first entry concerned; null where it cannot be known.</param>
/// <param name="Last">That of the last.</param>
/// <param name="Index">The log index of the entry concerned, where it is known.</param>
public readonly record struct TrailGap(TrailGapKind Kind, long? First, long? Last, long? Index);

/// <summary>The kinds of gap.</summary>
public enum TrailGapKind
{
    /// <summary>Entries that others name, or that the ordinals count, are not in the answer.</summary>
    Missing,

    /// <summary>The entry is there, and the search index had lost it.</summary>
    NotInIndex,

    /// <summary>The entry is there and its section does not open.</summary>
    Unreadable,

    /// <summary>Two entries have the same place.</summary>
    Twice,

    /// <summary>The entry names another as the one before it than stands there.</summary>
    Broken,

    /// <summary>The stored head of the trail counts fewer entries than there are.</summary>
    HeadBehind,
}
