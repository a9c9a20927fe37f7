namespace Gateway.Rules.Ledger.Checkpoints;

/// <summary>What is wrong with a text that should be a checkpoint's.</summary>
public enum CheckpointFault
{
    /// <summary>Nothing: it is one.</summary>
    None,

    /// <summary>It is not signed text: <see cref="Notes.NoteFault"/> says why.</summary>
    NotANote,

    /// <summary>It has fewer than three lines, an empty one, or does not end in a line feed.</summary>
    BrokenLines,

    /// <summary>The size is not a decimal number from 0 to 2^63 - 1 without leading zeroes.</summary>
    BadSize,

    /// <summary>The root is not 32 bytes in the one spelling of base64.</summary>
    BadRoot,
}
