using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

/// <summary>RFC 6962 section 2.1 word for word: slow, recursive, and written without looking at the code it checks.</summary>
internal static class NaiveTree
{
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return TreeHash.Empty.ToArray();
        if (leaves.Length == 1) return TreeHash.OfLeaf(leaves[0]);
        var k = Split(leaves.Length);
        return Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<byte[]> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length <= 1) return [];
        var k = Split(leaves.Length);
        return index < k
            ? [.. Path(index, leaves[..k]), Root(leaves[k..])]
            : [.. Path(index - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<byte[]> Consistency(int older, ReadOnlySpan<byte[]> leaves) => Subproof(older, leaves, whole: true);

    private static List<byte[]> Subproof(int m, ReadOnlySpan<byte[]> leaves, bool whole)
    {
        if (m == leaves.Length) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. Subproof(m, leaves[..k], whole), Root(leaves[k..])]
            : [.. Subproof(m - k, leaves[k..], whole: false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        var hash = new byte[32];
        TreeHash.OfNode(left, right, hash);
        return hash;
    }
}
