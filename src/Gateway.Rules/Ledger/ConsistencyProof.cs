using System.Numerics;

namespace Gateway.Rules.Ledger;

/// <summary>Shows that a tree extends an older one: nothing was changed, removed or put in between (RFC 9162, 2.1.4.2).</summary>
public static class ConsistencyProof
{
    /// <summary>Follows the proof to both roots.</summary>
    /// <param name="older">The older tree's size, at least 1: an empty tree proves nothing and is answered with a fault.</param>
    /// <param name="newer">The newer tree's size, at least <paramref name="older"/>.</param>
    /// <param name="proof">The hashes; none where the sizes are equal.</param>
    /// <param name="olderRoot">The older tree's root, 32 bytes.</param>
    /// <param name="newerRoot">The newer tree's root, 32 bytes.</param>
    public static ProofFault Verify(long older, long newer, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> olderRoot, ReadOnlySpan<byte> newerRoot)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (older < 0 || newer < older) return ProofFault.OutOfRange;
        if (older == 0) return ProofFault.NothingToProve;
        if (older == newer) return proof.Count > 0 ? ProofFault.WrongShape : Same(olderRoot, newerRoot);
        if (olderRoot.Length != TreeHash.Length || newerRoot.Length != TreeHash.Length) return ProofFault.WrongShape;
        if (proof.Any(h => h.Length != TreeHash.Length)) return ProofFault.WrongShape;

        // The older root of a complete tree is itself the first hash and is left out of the proof.
        var complete = BitOperations.IsPow2(older);
        if (proof.Count == 0 && !complete) return ProofFault.WrongShape;
        return Follow(older - 1, newer - 1, complete ? olderRoot : proof[0], proof, complete ? 0 : 1, olderRoot, newerRoot);
    }

    private static ProofFault Follow(
        long fn, long sn, ReadOnlySpan<byte> start, IReadOnlyList<byte[]> proof, int next, ReadOnlySpan<byte> olderRoot, ReadOnlySpan<byte> newerRoot)
    {
        Span<byte> fr = stackalloc byte[TreeHash.Length];
        Span<byte> sr = stackalloc byte[TreeHash.Length];
        start.CopyTo(fr);
        start.CopyTo(sr);
        for (; (fn & 1) == 1; fn >>= 1) sn >>= 1;

        for (; next < proof.Count; next++)
        {
            if (sn == 0) return ProofFault.WrongShape;
            var hash = proof[next];
            if ((fn & 1) == 1 || fn == sn)
            {
                TreeHash.OfNode(hash, fr, fr);
                TreeHash.OfNode(hash, sr, sr);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                TreeHash.OfNode(sr, hash, sr);
            }

            (fn, sn) = (fn >> 1, sn >> 1);
        }

        if (sn != 0) return ProofFault.WrongShape;
        return fr.SequenceEqual(olderRoot) ? Same(sr, newerRoot) : ProofFault.WrongRoot;
    }

    private static ProofFault Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.SequenceEqual(b) ? ProofFault.None : ProofFault.WrongRoot;
}
