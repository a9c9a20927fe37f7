namespace Gateway.Rules.Ledger;

/// <summary>Why a proof does not hold.</summary>
public enum ProofFault
{
    /// <summary>Nothing: it holds.</summary>
    None,

    /// <summary>The index lies outside the tree, a size is negative, or the sizes stand in the wrong order.</summary>
    OutOfRange,

    /// <summary>The older tree is empty: every tree extends it, so there is nothing to prove.</summary>
    NothingToProve,

    /// <summary>The proof has too few or too many hashes, or something in it is not 32 bytes long.</summary>
    WrongShape,

    /// <summary>The hashes do not lead to the root given.</summary>
    WrongRoot,
}
