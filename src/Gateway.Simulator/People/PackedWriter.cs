using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Gateway.Simulator;

/// <summary>Writes facts as few bytes: days as two, instants as six to eight, repeated texts as numbers.</summary>
internal sealed class PackedWriter(ArrayBufferWriter<byte> bytes)
{
    private static readonly int Epoch = new DateOnly(1900, 1, 1).DayNumber;

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Clear() => bytes.ResetWrittenCount();

    public void Byte(int value)
    {
        bytes.GetSpan(1)[0] = (byte)value;
        bytes.Advance(1);
    }

    public void Short(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.GetSpan(2), checked((ushort)value));
        bytes.Advance(2);
    }

    /// <summary>No day is written as zero, which no record uses.</summary>
    public void Day(DateOnly? day) => Short(day is { } d ? PackDay(d) : 0);

    public void Number(long value)
    {
        for (; value >= 0x80; value >>= 7) Byte((int)(value & 0x7F) | 0x80);
        Byte((int)value);
    }

    public void Instant(DateTimeOffset? instant) => Number(instant?.ToUnixTimeMilliseconds() ?? 0);

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length is 0 or > StrictValue.LongestText) throw new RefusedException("text", "must have 1 to 200 characters");
        Byte(length);
        Encoding.UTF8.GetBytes(text, bytes.GetSpan(length));
        bytes.Advance(length);
    }

    /// <summary>Days since 1900; -1 where the packed form cannot hold the date, so that it agrees with no record.</summary>
    public static int PackDay(DateOnly day) => day.DayNumber - Epoch is > 0 and <= ushort.MaxValue and var days ? days : -1;

    public static DateOnly UnpackDay(int days) => DateOnly.FromDayNumber(Epoch + days);
}
