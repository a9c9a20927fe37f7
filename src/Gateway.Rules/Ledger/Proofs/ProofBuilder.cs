using System.Numerics;

namespace Gateway.Rules.Ledger.Proofs;

/// <summary>
/// Builds what <see cref="InclusionProof"/> and <see cref="ConsistencyProof"/> verify, from the roots of complete subtrees alone
/// (RFC 6962, 2.1.1 and 2.1.2). Reads at most two subtrees for each bit of the size, whatever the tree holds.
/// </summary>
public static class ProofBuilder
{
    /// <summary>The sibling hashes from a leaf up to the root.</summary>
    /// <param name="index">The leaf's place, from 0 to <paramref name="size"/> - 1.</param>
    /// <param name="size">The size of the tree to prove it in, at least 1.</param>
    /// <param name="read">Gives the complete subtrees of a tree of at least this size.</param>
    public static ProofBuilding Inclusion(long index, long size, ReadNode read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (index < 0 || index >= size) return new ProofBuilding.OutOfRange();
        var ranges = new Stack<(long From, long To)>();
        Narrow(0, size, ranges, (from, to) => to - from == 1, middle => index < middle);
        return Read(ranges, read);
    }

    /// <summary>The hashes that lead to both roots; none where the sizes are equal.</summary>
    /// <param name="older">The older tree's size, at least 1.</param>
    /// <param name="newer">The newer tree's size, at least <paramref name="older"/>.</param>
    /// <param name="read">Gives the complete subtrees of a tree of at least the newer size.</param>
    public static ProofBuilding Consistency(long older, long newer, ReadNode read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (older < 1 || newer < older) return new ProofBuilding.OutOfRange();
        var ranges = new Stack<(long From, long To)>();
        var last = Narrow(0, newer, ranges, (_, to) => to == older, middle => older <= middle);
        if (last.From > 0) ranges.Push(last);
        return Read(ranges, read);
    }

    /// <summary>The root of the tree of a size, or what could not be read. The empty tree has a root and needs nothing read.</summary>
    public static ProofBuilding Root(long size, ReadNode read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return size switch
        {
            < 0 => new ProofBuilding.OutOfRange(),
            0 => new ProofBuilding.Built([TreeHash.Empty.ToArray()]),
            _ => Read([(0, size)], read),
        };
    }

    /// <summary>Halves a range as the tree does until it is found; what was left aside at each step lands on the stack.</summary>
    private static (long From, long To) Narrow(
        long from, long to, Stack<(long From, long To)> aside, Func<long, long, bool> found, Func<long, bool> goesLeft)
    {
        while (!found(from, to))
        {
            var middle = from + Split(to - from);
            if (goesLeft(middle))
            {
                aside.Push((middle, to));
                to = middle;
            }
            else
            {
                aside.Push((from, middle));
                from = middle;
            }
        }

        return (from, to);
    }

    /// <summary>The largest power of two below a size of at least 2.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private static ProofBuilding Read(IEnumerable<(long From, long To)> ranges, ReadNode read)
    {
        var subtrees = new Subtrees(read);
        var hashes = new List<byte[]>();
        foreach (var (from, to) in ranges)
        {
            if (subtrees.Root(from, to) is not { } root) return new ProofBuilding.Missing(subtrees.Missing!.Value.Level, subtrees.Missing.Value.Index);
            hashes.Add(root);
        }

        return new ProofBuilding.Built(hashes);
    }
}
