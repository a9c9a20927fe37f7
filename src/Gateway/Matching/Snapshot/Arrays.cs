using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Snapshot;

/// <summary>Arrays, numbers and texts one after the other in a stream that is authenticated already.</summary>
internal static class Arrays
{
    private const int AtOnce = 1 << 16;

    public static void PutNumber(this Stream to, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        to.Write(bytes);
    }

    public static void PutArray<T>(this Stream to, ReadOnlySpan<T> items) where T : unmanaged
    {
        to.PutNumber(items.Length);
        // In pieces: the bytes of them all may be more than a span can count.
        for (var at = 0; at < items.Length; at += AtOnce) to.Write(MemoryMarshal.AsBytes(items.Slice(at, Math.Min(AtOnce, items.Length - at))));
    }

    public static void PutText(this Stream to, string text) => to.PutArray<byte>(Encoding.UTF8.GetBytes(text));

    public static long TakeNumber(this Stream from)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        from.TakeAll(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public static T[] TakeArray<T>(this Stream from) where T : unmanaged
    {
        var length = from.TakeNumber();
        if (length < 0 || length > Array.MaxLength) throw new SnapshotDamagedException();
        var items = GC.AllocateUninitializedArray<T>((int)length);
        for (var at = 0; at < items.Length; at += AtOnce) from.TakeAll(MemoryMarshal.AsBytes(items.AsSpan(at, Math.Min(AtOnce, items.Length - at))));
        return items;
    }

    public static string TakeText(this Stream from) => Encoding.UTF8.GetString(from.TakeArray<byte>());

    private static void TakeAll(this Stream from, Span<byte> bytes)
    {
        if (from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new SnapshotDamagedException();
    }
}
