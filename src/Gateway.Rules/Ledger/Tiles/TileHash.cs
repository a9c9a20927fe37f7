namespace Gateway.Rules.Ledger.Tiles;

/// <summary>The hash of a run of hashes side by side: what stands for a full tile in the level above (C2SP tlog-tiles, "Merkle Tree").</summary>
public static class TileHash
{
    /// <summary>The root above 1, 2, 4 ... 256 hashes.</summary>
    /// <param name="hashes">32 bytes for each; a power of two of them, at most 256.</param>
    /// <param name="destination">At least 32 bytes.</param>
    public static void OfSubtree(ReadOnlySpan<byte> hashes, Span<byte> destination)
    {
        var count = hashes.Length / TreeHash.Length;
        if (count is 0 or > TileId.Full || hashes.Length % TreeHash.Length != 0 || !int.IsPow2(count))
            throw new ArgumentException("A subtree has a power of two of hashes.", nameof(hashes));
        if (count == 1)
        {
            hashes.CopyTo(destination);
            return;
        }

        Span<byte> work = stackalloc byte[TileId.Full / 2 * TreeHash.Length];
        Halve(hashes, work, count / 2);
        for (count /= 2; count > 1; count /= 2) Halve(work, work, count / 2);
        work[..TreeHash.Length].CopyTo(destination);
    }

    private static void Halve(ReadOnlySpan<byte> from, Span<byte> to, int count)
    {
        for (var i = 0; i < count; i++)
            TreeHash.OfNode(At(from, 2 * i), At(from, 2 * i + 1), to.Slice(i * TreeHash.Length, TreeHash.Length));
    }

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> hashes, int index) => hashes.Slice(index * TreeHash.Length, TreeHash.Length);
}
