namespace Gateway.Rules.Ledger;

/// <summary>What is wrong with the bytes that should begin a section.</summary>
public enum TrailFault
{
    /// <summary>Nothing: a header, and behind it the section's own bytes.</summary>
    None,

    /// <summary>They end before the header does.</summary>
    Truncated,

    /// <summary>The first byte is not <see cref="SectionTrail.Version"/>.</summary>
    UnknownVersion,

    /// <summary>More trails than a section can lie on.</summary>
    TooMany,

    /// <summary>A kind that is not assigned, one that stands twice, or two in the wrong order.</summary>
    BadKind,

    /// <summary>An epoch of 0, an ordinal of 0 or beyond 2^63-1, or an index beyond 2^63-1.</summary>
    OutOfRange,

    /// <summary>A first entry that has one before it, or a later one that has none.</summary>
    BrokenLink,
}
