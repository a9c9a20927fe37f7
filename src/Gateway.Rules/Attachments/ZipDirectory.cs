using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Gateway.Rules.Attachments;

/// <summary>
/// Which parts a zip says that it has, read from its directory alone (APPNOTE 6.3.10, 4.3.12 and 4.3.16): nothing is unpacked, whatever it claims to hold.
/// A directory that two readers could read in two ways is none.
/// </summary>
/// <param name="Offset">Where in the file it begins.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Count">How many parts it lists.</param>
public sealed record ZipDirectory(long Offset, int Length, int Count)
{
    /// <summary>As much of the end of a file as <see cref="Find"/> has to see.</summary>
    public const int TailLength = EndLength + ushort.MaxValue;

    /// <summary>A document has tens of parts, and one with many pictures hundreds.</summary>
    public const int MostParts = 4096;

    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int Longest = 1024 * 1024;

    /// <summary>Where the directory is; none where the end of the file does not say so, or says it in a way that only some readers take.</summary>
    /// <param name="tail">The last bytes of the file, as many as <see cref="TailLength"/> or all of them.</param>
    /// <param name="size">Of the whole file.</param>
    public static ZipDirectory? Find(ReadOnlySpan<byte> tail, long size)
    {
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = tail[at..];
            if (!end.StartsWith("PK\u0005\u0006"u8) || EndLength + Number16(end[20..]) != end.Length) continue;
            var (count, length, offset) = (Number16(end[10..]), Number32(end[12..]), Number32(end[16..]));
            // On one disk, not in the form for large files, and nothing between the directory and its end.
            return Number16(end[4..]) == 0 && Number16(end[6..]) == 0 && Number16(end[8..]) == count && count is > 0 and <= MostParts && length <= Longest && offset + length == size - end.Length
                ? new ZipDirectory(offset, (int)length, count) : null;
        }

        return null;
    }

    /// <summary>The parts, in the order of the directory; none where it is not whole.</summary>
    /// <param name="bytes">The directory's own.</param>
    public ImmutableArray<ZipPart>? Parts(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) return null;
        var parts = ImmutableArray.CreateBuilder<ZipPart>(Count);
        while (bytes.Length > 0)
        {
            if (bytes.Length < HeaderLength || !bytes.StartsWith("PK\u0001\u0002"u8)) return null;
            var whole = HeaderLength + Number16(bytes[28..]) + Number16(bytes[30..]) + Number16(bytes[32..]);
            if (whole > bytes.Length || parts.Count == Count) return null;
            parts.Add(new ZipPart(
                Encoding.UTF8.GetString(bytes.Slice(HeaderLength, Number16(bytes[28..]))), (Number16(bytes[8..]) & 1) != 0, Number16(bytes[10..]), Number32(bytes[20..]), Number32(bytes[42..])));
            bytes = bytes[whole..];
        }

        return parts.Count == Count ? parts.ToImmutable() : null;
    }

    private static int Number16(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at);

    private static long Number32(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32LittleEndian(at);
}

/// <summary>One part, as the directory has it.</summary>
/// <param name="Packed">How many bytes it takes in the file.</param>
/// <param name="Offset">Where its own header begins.</param>
public sealed record ZipPart(string Name, bool Encrypted, int Method, long Packed, long Offset)
{
    /// <summary>The length of a part's own header, before its name (APPNOTE, 4.3.7).</summary>
    public const int HeaderLength = 30;

    /// <summary>Where the part's bytes begin; none where there is no header of a part.</summary>
    /// <param name="header">The first <see cref="HeaderLength"/> bytes at <see cref="Offset"/>.</param>
    public long? Content(ReadOnlySpan<byte> header) => header.Length == HeaderLength && header.StartsWith("PK\u0003\u0004"u8)
        ? Offset + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]) : null;
}
