using System.Numerics;

namespace Gateway.Rules.Ledger;

/// <summary>
/// The right edge of a tree: the root of each complete subtree, largest first. It is all that a writer needs to append and
/// to give the tree's root. Mutable, and not safe for use by two threads at once.
/// </summary>
public sealed class Frontier
{
    private readonly byte[] _hashes = new byte[64 * TreeHash.Length];
    private int _count;

    /// <summary>The number of leaves, from 0.</summary>
    public long Size { get; private set; }

    /// <summary>The length of the serialised form: 32 bytes for each bit set in <see cref="Size"/>.</summary>
    public int SerialisedLength => _count * TreeHash.Length;

    /// <summary>Adds one leaf by its hash.</summary>
    /// <param name="leafHash">32 bytes, from <see cref="TreeHash.OfLeaf(ReadOnlySpan{byte})"/>.</param>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != TreeHash.Length) throw new ArgumentException("A hash has 32 bytes.", nameof(leafHash));
        leafHash.CopyTo(Slot(_count++));
        for (var complete = Size; (complete & 1) == 1; complete >>= 1, _count--)
            TreeHash.OfNode(Slot(_count - 2), Slot(_count - 1), Slot(_count - 2));
        Size++;
    }

    /// <summary>The tree's root into the first 32 bytes of <paramref name="destination"/>.</summary>
    public void Root(Span<byte> destination)
    {
        if (_count == 0)
        {
            TreeHash.Empty.CopyTo(destination);
            return;
        }

        Slot(_count - 1).CopyTo(destination);
        for (var i = _count - 2; i >= 0; i--) TreeHash.OfNode(Slot(i), destination[..TreeHash.Length], destination);
    }

    /// <summary>The tree's root in an array of its own.</summary>
    public byte[] Root()
    {
        var root = new byte[TreeHash.Length];
        Root(root);
        return root;
    }

    /// <summary>The subtree roots one after the other, largest subtree first.</summary>
    public ReadOnlySpan<byte> Serialised => _hashes.AsSpan(0, SerialisedLength);

    /// <summary>Resumes from what was stored.</summary>
    /// <param name="size">The number of leaves that the hashes stand for.</param>
    /// <param name="serialised">32 bytes for each bit set in <paramref name="size"/>.</param>
    /// <returns>The frontier, or null where the two do not fit each other.</returns>
    public static Frontier? Read(long size, ReadOnlySpan<byte> serialised)
    {
        if (size < 0 || serialised.Length != BitOperations.PopCount((ulong)size) * TreeHash.Length) return null;
        var frontier = new Frontier { Size = size, _count = serialised.Length / TreeHash.Length };
        serialised.CopyTo(frontier._hashes);
        return frontier;
    }

    /// <summary>Takes over the state of another frontier.</summary>
    public void CopyFrom(Frontier other)
    {
        ArgumentNullException.ThrowIfNull(other);
        other.Serialised.CopyTo(_hashes);
        (Size, _count) = (other.Size, other._count);
    }

    private Span<byte> Slot(int index) => _hashes.AsSpan(index * TreeHash.Length, TreeHash.Length);
}
