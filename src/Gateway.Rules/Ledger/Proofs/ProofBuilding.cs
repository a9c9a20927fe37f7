namespace Gateway.Rules.Ledger.Proofs;

/// <summary>What came of building a proof.</summary>
public abstract record ProofBuilding
{
    private ProofBuilding() { }

    /// <summary>The proof, lowest hash first, as RFC 6962 2.1 orders it. Each hash has 32 bytes; there may be none.</summary>
    public sealed record Built(IReadOnlyList<byte[]> Hashes) : ProofBuilding;

    /// <summary>The index lies outside the tree, the tree is empty, or the sizes stand in the wrong order.</summary>
    public sealed record OutOfRange : ProofBuilding;

    /// <summary>The tree is as large as that, but one of its hashes cannot be read: it was pruned, or it is lost.</summary>
    /// <param name="Level">The height of the subtree whose root is missing.</param>
    /// <param name="Index">Which of that height's subtrees, from 0.</param>
    public sealed record Missing(int Level, long Index) : ProofBuilding;
}
