using System.Buffers.Binary;

namespace Gateway.Rules.Ledger;

/// <summary>
/// The bytes of a leaf, <c>gateway-ledger/leaf/v1</c>: big-endian integers, fixed order, nothing optional, nothing trailing.
/// <code>
/// offset  bytes  field
///      0      1  version, 1
///      1      1  type, not 0
///      2      8  time in milliseconds
///     10     16  entry id, network order
///     26     16  interaction id, network order
///     42      2  actor class
///     44      1  outcome, not 0
///     45     32  policy hash
///     77     32  commitment to the common section
///    109      2  length of what follows in bytes, a multiple of 32
///    111    32n  a commitment for each child's section, in random order
/// 111+32n      1  length of the extension, 0 in this version
/// </code>
/// The label names the format and stands in the log's own row; it is not among these bytes, because the bytes of a leaf are
/// exactly what RFC 6962 hashes. A leaf is told from a tree node by the prefix 0x00 of <see cref="TreeHash"/>, from
/// another version by its first byte, and from a commitment by the label that is hashed into every <see cref="Commitment"/>.
/// </summary>
public static class LeafFormat
{
    /// <summary>The name of the format.</summary>
    public const string Label = "gateway-ledger/leaf/v1";

    /// <summary>The longest leaf, in bytes: the limit of a tile's entry bundle (C2SP tlog-tiles).</summary>
    public const int MaximumLength = 65_535;

    /// <summary>The most children's sections that fit in a leaf.</summary>
    public const int MaximumSections = (MaximumLength - Fixed) / TreeHash.Length;

    /// <summary>The last moment a leaf can carry: the end of the year 9999 in milliseconds since 1970.</summary>
    public const long MaximumTime = 253_402_300_799_999;

    private const int Fixed = 112;

    /// <summary>The length in bytes of a leaf with this many children's sections.</summary>
    public static int Length(int sections) => Fixed + sections * TreeHash.Length;

    /// <summary>Writes a leaf and returns how many bytes were written.</summary>
    /// <param name="leaf">Its hashes must be 32 bytes each and its codes within their ranges; anything else is a fault of the caller.</param>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public static int Encode(Leaf leaf, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        if (!IsWritable(leaf)) throw new ArgumentException("The leaf has a field out of its range.", nameof(leaf));

        destination[0] = 1;
        destination[1] = leaf.Type;
        BinaryPrimitives.WriteInt64BigEndian(destination[2..], leaf.TimeMilliseconds);
        leaf.EntryId.TryWriteBytes(destination[10..], bigEndian: true, out _);
        leaf.InteractionId.TryWriteBytes(destination[26..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(destination[42..], leaf.ActorClass);
        destination[44] = leaf.Outcome;
        leaf.PolicyHash.Span.CopyTo(destination[45..]);
        leaf.CommonCommitment.Span.CopyTo(destination[77..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[109..], (ushort)leaf.SectionCommitments.Length);
        leaf.SectionCommitments.Span.CopyTo(destination[111..]);
        destination[111 + leaf.SectionCommitments.Length] = 0;
        return Length(leaf.Sections);
    }

    /// <summary>The leaf's bytes in an array of their own.</summary>
    public static byte[] Encode(Leaf leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        var bytes = new byte[Length(leaf.Sections)];
        Encode(leaf, bytes);
        return bytes;
    }

    /// <summary>Reads a leaf. The result keeps slices of <paramref name="bytes"/> and copies nothing.</summary>
    /// <param name="bytes">Exactly one leaf.</param>
    /// <param name="leaf">The leaf when the answer is <see cref="LeafFault.None"/>.</param>
    public static LeafFault Decode(ReadOnlyMemory<byte> bytes, out Leaf? leaf)
    {
        leaf = null;
        var fault = Inspect(bytes.Span);
        if (fault != LeafFault.None) return fault;

        var span = bytes.Span;
        leaf = new Leaf(
            span[1],
            BinaryPrimitives.ReadInt64BigEndian(span[2..]),
            new Guid(span.Slice(10, 16), bigEndian: true),
            new Guid(span.Slice(26, 16), bigEndian: true),
            BinaryPrimitives.ReadUInt16BigEndian(span[42..]),
            span[44],
            bytes.Slice(45, TreeHash.Length),
            bytes.Slice(77, TreeHash.Length),
            bytes[111..^1]);
        return LeafFault.None;
    }

    /// <summary>What is wrong with these bytes as a leaf, without reading it out.</summary>
    public static LeafFault Inspect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumLength) return LeafFault.TooLong;
        if (bytes.Length < Fixed) return LeafFault.Truncated;
        if (bytes[0] != 1) return LeafFault.UnknownVersion;
        if (bytes[1] == 0) return LeafFault.NoType;
        if (BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]) > MaximumTime) return LeafFault.TimeOutOfRange;
        if (bytes[44] == 0) return LeafFault.NoOutcome;

        var sections = BinaryPrimitives.ReadUInt16BigEndian(bytes[109..]);
        if (sections % TreeHash.Length != 0) return LeafFault.BrokenCommitment;
        if (bytes.Length < Fixed + sections) return LeafFault.Truncated;
        if (bytes[111 + sections] != 0) return LeafFault.Extended;
        return bytes.Length == Fixed + sections ? LeafFault.None : LeafFault.TrailingBytes;
    }

    private static bool IsWritable(Leaf leaf) =>
        leaf.Type != 0
        && leaf.Outcome != 0
        && leaf.TimeMilliseconds is >= 0 and <= MaximumTime
        && leaf.PolicyHash.Length == TreeHash.Length
        && leaf.CommonCommitment.Length == TreeHash.Length
        && leaf.SectionCommitments.Length % TreeHash.Length == 0
        && leaf.Sections <= MaximumSections;
}
