using System.Security.Cryptography;

namespace Gateway.Rules.Ledger;

/// <summary>
/// The hashes of an RFC 6962 Merkle tree over SHA-256. The prefixes (0x00 for a leaf, 0x01 for a node) stop a node being
/// passed off as a leaf.
/// </summary>
public static class TreeHash
{
    /// <summary>The length of every hash, in bytes.</summary>
    public const int Length = 32;

    private const int OnTheStack = 1024;

    private static readonly byte[] EmptyRoot = SHA256.HashData([]);

    /// <summary>The root of the tree that holds nothing: SHA-256 of no bytes.</summary>
    public static ReadOnlySpan<byte> Empty => EmptyRoot;

    /// <summary>SHA-256(0x00 || leaf) into the first 32 bytes of <paramref name="destination"/>.</summary>
    public static void OfLeaf(ReadOnlySpan<byte> leaf, Span<byte> destination)
    {
        var input = leaf.Length < OnTheStack ? stackalloc byte[leaf.Length + 1] : new byte[leaf.Length + 1];
        input[0] = 0x00;
        leaf.CopyTo(input[1..]);
        SHA256.HashData(input, destination);
    }

    /// <summary>SHA-256(0x00 || leaf) in an array of its own.</summary>
    public static byte[] OfLeaf(ReadOnlySpan<byte> leaf)
    {
        var hash = new byte[Length];
        OfLeaf(leaf, hash);
        return hash;
    }

    /// <summary>SHA-256(0x01 || left || right). The destination may be one of the two.</summary>
    public static void OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Length];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        SHA256.HashData(input, destination);
    }
}
