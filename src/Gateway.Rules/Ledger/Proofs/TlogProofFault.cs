namespace Gateway.Rules.Ledger.Proofs;

/// <summary>What is wrong with bytes that should be a proof of logging.</summary>
public enum TlogProofFault
{
    /// <summary>Nothing: they are one.</summary>
    None,

    /// <summary>More than <see cref="TlogProof.Longest"/> bytes.</summary>
    TooLong,

    /// <summary>They are not UTF-8, or no empty line parts the proof from the checkpoint.</summary>
    BrokenLines,

    /// <summary>The first line is not <c>c2sp.org/tlog-proof@v1</c>.</summary>
    UnknownVersion,

    /// <summary>The extra data is not in the one spelling of base64.</summary>
    BadExtra,

    /// <summary>The index is not there, or is not a decimal number from 0 to 2^63 - 1 without leading zeroes.</summary>
    BadIndex,

    /// <summary>There are more than 63 hashes, or one of them is not 32 bytes in base64.</summary>
    BadHash,

    /// <summary>What follows the empty line is not a signed checkpoint.</summary>
    BadCheckpoint,
}
