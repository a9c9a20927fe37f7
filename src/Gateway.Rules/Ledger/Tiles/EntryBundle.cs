using System.Buffers.Binary;

namespace Gateway.Rules.Ledger.Tiles;

/// <summary>The bytes of up to 256 entries, each with its length in two bytes before it, big-endian (C2SP tlog-tiles, "Log entries").</summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int LongestEntry = ushort.MaxValue;

    /// <summary>The longest bundle, in bytes: 256 of the longest entries.</summary>
    public const int Longest = TileId.Full * (2 + LongestEntry);

    /// <summary>The bundle of 1 to 256 entries.</summary>
    public static byte[] Write(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count is 0 or > TileId.Full || entries.Any(e => e.Length > LongestEntry))
            throw new ArgumentException("A bundle has 1 to 256 entries of at most 65,535 bytes.", nameof(entries));
        var bytes = new byte[entries.Sum(e => 2 + e.Length)];
        var at = 0;
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)entry.Length);
            entry.CopyTo(bytes.AsMemory(at + 2));
            at += 2 + entry.Length;
        }

        return bytes;
    }

    /// <summary>The entries of a bundle as slices of its bytes, or null where it is not exactly that many entries.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> bytes, int width)
    {
        var entries = new List<ReadOnlyMemory<byte>>(width);
        while (entries.Count < width && bytes.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
            if (bytes.Length < 2 + length) return null;
            entries.Add(bytes.Slice(2, length));
            bytes = bytes[(2 + length)..];
        }

        return entries.Count == width && bytes.IsEmpty ? entries : null;
    }
}
