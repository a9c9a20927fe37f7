namespace Gateway.Rules.Ledger;

/// <summary>What is wrong with bytes that should be a leaf.</summary>
public enum LeafFault
{
    /// <summary>Nothing: they are one leaf.</summary>
    None,

    /// <summary>They end before the leaf does.</summary>
    Truncated,

    /// <summary>More than <see cref="LeafFormat.MaximumLength"/> bytes.</summary>
    TooLong,

    /// <summary>The first byte is not 1.</summary>
    UnknownVersion,

    /// <summary>The type is 0, which is never assigned.</summary>
    NoType,

    /// <summary>The time lies beyond the year 9999.</summary>
    TimeOutOfRange,

    /// <summary>The outcome is 0, which is never assigned.</summary>
    NoOutcome,

    /// <summary>The sections' commitments are not a whole number of 32 bytes.</summary>
    BrokenCommitment,

    /// <summary>The extension is not empty; this version has none.</summary>
    Extended,

    /// <summary>Bytes follow the end of the leaf.</summary>
    TrailingBytes,
}
