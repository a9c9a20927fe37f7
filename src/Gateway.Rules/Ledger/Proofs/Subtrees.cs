using System.Numerics;

namespace Gateway.Rules.Ledger.Proofs;

/// <summary>Roots of ranges of leaves, put together from complete subtrees. Remembers the first one that could not be read.</summary>
internal sealed class Subtrees(ReadNode read)
{
    /// <summary>The complete subtree that was not there; null while everything was.</summary>
    public (int Level, long Index)? Missing { get; private set; }

    /// <summary>The root of the leaves from <paramref name="from"/> up to <paramref name="to"/>, which RFC 6962 makes a subtree.</summary>
    public byte[]? Root(long from, long to)
    {
        var parts = new Stack<byte[]>();
        while (from < to)
        {
            var level = Math.Min(from == 0 ? 62 : BitOperations.TrailingZeroCount(from), BitOperations.Log2((ulong)(to - from)));
            if (Read(level, from >> level) is not { } part) return null;
            parts.Push(part);
            from += 1L << level;
        }

        var root = parts.Pop().ToArray();
        while (parts.TryPop(out var left)) TreeHash.OfNode(left, root, root);
        return root;
    }

    private byte[]? Read(int level, long index)
    {
        var node = read(level, index);
        if (node?.Length == TreeHash.Length) return node;
        Missing ??= (level, index);
        return null;
    }
}
