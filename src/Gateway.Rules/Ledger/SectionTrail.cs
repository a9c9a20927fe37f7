using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Gateway.Rules.Ledger;

/// <summary>
/// The header that begins every sealed section from version 2 on; the section's own bytes follow it. The commitment covers both.
/// Big-endian, fixed order, one way to write each header.
/// <code>
/// offset  bytes  field
///      0      1  version, 2
///      1      1  number of trails, 0 to 3
///   2+19i     1  kind; each greater than the one before it
///   3+19i     2  epoch, not 0
///   5+19i     8  ordinal, from 1
///  13+19i     8  index of the entry before it on this trail; all ones for the first
/// </code>
/// A child's section lies on the child's trail; the common section lies on its practitioner's and its agency's, or on none where
/// the gateway wrote it of its own accord.
/// </summary>
public static class SectionTrail
{
    /// <summary>The first byte.</summary>
    public const byte Version = 2;

    /// <summary>The most trails that a section lies on.</summary>
    public const int Maximum = 3;

    private const int Fixed = 2;
    private const int Each = 19;

    /// <summary>The length in bytes of a header with this many trails.</summary>
    public static int Length(int trails) => Fixed + trails * Each;

    /// <summary>Writes a header and returns how many bytes were written.</summary>
    /// <param name="trails">In the order of their kinds, each kind once; anything else is a fault of the caller.</param>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public static int Write(ReadOnlySpan<Trail> trails, Span<byte> destination)
    {
        if (WhatIsWrong(trails) != TrailFault.None) throw new ArgumentException("The trails cannot be written.", nameof(trails));
        destination[0] = Version;
        destination[1] = (byte)trails.Length;
        for (var i = 0; i < trails.Length; i++) Write(trails[i], destination[Length(i)..]);
        return Length(trails.Length);
    }

    /// <summary>Reads the header of a section.</summary>
    /// <param name="section">The section as it was committed to: header and body.</param>
    /// <param name="trails">The trails when the answer is <see cref="TrailFault.None"/>, else empty.</param>
    /// <param name="body">Where the section's own bytes begin.</param>
    public static TrailFault Read(ReadOnlySpan<byte> section, out ImmutableArray<Trail> trails, out int body)
    {
        (trails, body) = ([], 0);
        if (section.Length < Fixed) return TrailFault.Truncated;
        if (section[0] != Version) return TrailFault.UnknownVersion;
        if (section[1] > Maximum) return TrailFault.TooMany;
        if (section.Length < Length(section[1])) return TrailFault.Truncated;

        var read = new Trail[section[1]];
        for (var i = 0; i < read.Length; i++)
            if (!TryRead(section[Length(i)..], out read[i])) return TrailFault.OutOfRange;
        if (WhatIsWrong(read) is var fault and not TrailFault.None) return fault;
        (trails, body) = (ImmutableCollectionsMarshal.AsImmutableArray(read), Length(read.Length));
        return TrailFault.None;
    }

    private static void Write(Trail trail, Span<byte> destination)
    {
        destination[0] = (byte)trail.Kind;
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], trail.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(destination[3..], trail.Ordinal);
        BinaryPrimitives.WriteInt64BigEndian(destination[11..], trail.Previous ?? -1);
    }

    private static bool TryRead(ReadOnlySpan<byte> source, out Trail trail)
    {
        var (ordinal, previous) = (BinaryPrimitives.ReadInt64BigEndian(source[3..]), BinaryPrimitives.ReadInt64BigEndian(source[11..]));
        trail = new Trail((TrailKind)source[0], BinaryPrimitives.ReadUInt16BigEndian(source[1..]), ordinal, previous == -1 ? null : previous);
        return previous >= -1;
    }

    private static TrailFault WhatIsWrong(ReadOnlySpan<Trail> trails)
    {
        if (trails.Length > Maximum) return TrailFault.TooMany;
        var before = default(TrailKind);
        foreach (var trail in trails)
        {
            if (trail.Kind <= before || trail.Kind > TrailKind.Agency) return TrailFault.BadKind;
            if (trail.Epoch == 0 || trail.Ordinal < 1 || trail.Previous < 0) return TrailFault.OutOfRange;
            if ((trail.Ordinal == 1) != trail.Previous is null) return TrailFault.BrokenLink;
            before = trail.Kind;
        }

        return TrailFault.None;
    }
}
