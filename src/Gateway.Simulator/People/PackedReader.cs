using System.Buffers.Binary;

namespace Gateway.Simulator;

/// <summary>Reads what <see cref="PackedWriter"/> wrote, in the same order.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public int Byte() => bytes[at++];

    public int Short()
    {
        at += 2;
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at - 2)..]);
    }

    public DateOnly? Day() => Short() is > 0 and var days ? PackedWriter.UnpackDay(days) : null;

    public long Number()
    {
        var (value, shift) = (0L, 0);
        int next;
        do
        {
            next = bytes[at++];
            value |= (long)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return value;
    }

    public DateTimeOffset? Instant() => Number() is > 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public ReadOnlySpan<byte> Text()
    {
        var length = Byte();
        at += length;
        return bytes.Slice(at - length, length);
    }
}
