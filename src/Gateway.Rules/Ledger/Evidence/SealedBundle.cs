using System.Buffers.Binary;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Rules.Ledger.Evidence;

/// <summary>
/// The sealed sections of up to 256 entries, in the order of the entries: for each entry the number of its sections in two bytes, and for each
/// section, the common one first, its length in four bytes and its bytes. Big-endian. A section that is gone has length 0.
/// </summary>
public static class SealedBundle
{
    /// <summary>The longest sealed section, in bytes: 64 KiB and what sealing adds.</summary>
    public const int LongestSection = 80 * 1024;

    /// <summary>The longest bundle taken, in bytes.</summary>
    public const int Longest = 64 * 1024 * 1024;

    /// <summary>The bundle of 1 to 256 entries, each with its sections.</summary>
    public static byte[] Write(IReadOnlyCollection<IReadOnlyList<ReadOnlyMemory<byte>>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count is 0 or > TileId.Full || entries.Any(e => e.Count is 0 or > LeafFormat.MaximumSections + 1 || e.Any(s => s.Length > LongestSection)))
            throw new ArgumentException("A bundle has 1 to 256 entries, each with its sections of at most 80 KiB.", nameof(entries));
        var bytes = new byte[entries.Sum(e => 2 + e.Sum(s => 4 + s.Length))];
        var rest = bytes.AsSpan();
        foreach (var sections in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)sections.Count);
            rest = rest[2..];
            foreach (var section in sections)
            {
                BinaryPrimitives.WriteInt32BigEndian(rest, section.Length);
                section.Span.CopyTo(rest[4..]);
                rest = rest[(4 + section.Length)..];
            }
        }

        return bytes;
    }

    /// <summary>The sections of each entry as slices of the bundle's bytes, or null where it is not exactly that many entries.</summary>
    public static IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>>? Read(ReadOnlyMemory<byte> bytes, int width)
    {
        var entries = new List<IReadOnlyList<ReadOnlyMemory<byte>>>(width);
        while (entries.Count < width)
        {
            if (ReadEntry(ref bytes) is not { } sections) return null;
            entries.Add(sections);
        }

        return bytes.IsEmpty ? entries : null;
    }

    private static List<ReadOnlyMemory<byte>>? ReadEntry(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < 2) return null;
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
        if (count is 0 or > LeafFormat.MaximumSections + 1) return null;
        bytes = bytes[2..];
        var sections = new List<ReadOnlyMemory<byte>>(count);
        while (sections.Count < count)
        {
            if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(bytes.Span) is var length && (length > LongestSection || bytes.Length < 4 + length)) return null;
            sections.Add(bytes.Slice(4, (int)length));
            bytes = bytes[(4 + (int)length)..];
        }

        return sections;
    }
}
