namespace Gateway.Rules.Ledger;

/// <summary>Shows that a leaf stands at an index of a tree (RFC 9162, 2.1.3.2).</summary>
public static class InclusionProof
{
    /// <summary>Follows the proof from the leaf to the root.</summary>
    /// <param name="index">The leaf's place, from 0 to <paramref name="size"/> - 1.</param>
    /// <param name="size">The number of leaves in the tree.</param>
    /// <param name="leafHash">32 bytes.</param>
    /// <param name="proof">The sibling hashes from the leaf upwards.</param>
    /// <param name="root">The tree's root, 32 bytes.</param>
    public static ProofFault Verify(long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size) return ProofFault.OutOfRange;
        if (leafHash.Length != TreeHash.Length) return ProofFault.WrongShape;

        Span<byte> hash = stackalloc byte[TreeHash.Length];
        leafHash.CopyTo(hash);
        var (fn, sn) = (index, size - 1);
        foreach (var sibling in proof)
        {
            if (sn == 0 || sibling.Length != TreeHash.Length) return ProofFault.WrongShape;
            if ((fn & 1) == 1 || fn == sn)
            {
                TreeHash.OfNode(sibling, hash, hash);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                TreeHash.OfNode(hash, sibling, hash);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        if (sn != 0) return ProofFault.WrongShape;
        return hash.SequenceEqual(root) ? ProofFault.None : ProofFault.WrongRoot;
    }
}
