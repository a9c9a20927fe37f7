using System.Buffers.Binary;
using System.Buffers.Text;

namespace Gateway.Hosting;

/// <summary>Where a list of work goes on: after this row. It says nothing about a child.</summary>
/// <param name="Done">Of what is done; else of what waits.</param>
/// <param name="At">When it is due, or for what is done when it was asked, to the millisecond.</param>
internal sealed record WorkCursor(bool Done, DateTimeOffset At, Guid Id)
{
    private const int Length = 25;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)(Done ? 1 : 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.ToUnixTimeMilliseconds());
        Id.TryWriteBytes(bytes[9..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, out WorkCursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[Length + 2];
        if (text.Length > 40 || !Base64Url.IsValid(text, out var length) || length != Length || !Base64Url.TryDecodeFromChars(text, bytes, out _) || bytes[0] > 1) return false;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (milliseconds is < 0 or > 253_402_300_799_999) return false;
        cursor = new WorkCursor(bytes[0] == 1, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), new Guid(bytes[9..Length]));
        return true;
    }
}
