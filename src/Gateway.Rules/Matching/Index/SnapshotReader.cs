using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Rules.Matching.Index;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote. Nothing that was read counts until <see cref="End"/> has found the hash right.</summary>
internal sealed class SnapshotReader(Stream from) : IDisposable
{
    private const int AtOnce = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;

    public long Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Take(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public T[] Array<T>() where T : unmanaged
    {
        var length = Number();
        if (length < 0 || length > System.Array.MaxLength || !HasRoomFor(length * Unsafe.SizeOf<T>())) throw new SnapshotDamagedException();
        Span<byte> gap = stackalloc byte[SnapshotWriter.Boundary];
        Take(gap[..(int)((SnapshotWriter.Boundary - _read % SnapshotWriter.Boundary) % SnapshotWriter.Boundary)]);
        var items = GC.AllocateUninitializedArray<T>((int)length);
        for (var at = 0; at < items.Length; at += AtOnce) Take(MemoryMarshal.AsBytes(items.AsSpan(at, Math.Min(AtOnce, items.Length - at))));
        return items;
    }

    /// <summary>Holds everything that was read against the hash at the end, after which there may be nothing.</summary>
    public void End()
    {
        var expected = _hash.GetHashAndReset();
        var found = new byte[expected.Length];
        if (from.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length) throw new SnapshotDamagedException();
        if (!CryptographicOperations.FixedTimeEquals(expected, found) || from.ReadByte() >= 0) throw new SnapshotDamagedException();
    }

    public void Dispose() => _hash.Dispose();

    // A length that was damaged must not ask for more memory than the file could fill.
    private bool HasRoomFor(long bytes) => !from.CanSeek || bytes <= from.Length - from.Position;

    private void Take(Span<byte> bytes)
    {
        if (from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new SnapshotDamagedException();
        _hash.AppendData(bytes);
        _read += bytes.Length;
    }
}

/// <summary>A snapshot that was cut short, changed, or made by something else. It is not used, not even in part.</summary>
public sealed class SnapshotDamagedException : Exception
{
    /// <summary>Says that it is damaged, and nothing of what is in it.</summary>
    public SnapshotDamagedException() : base("The snapshot of children is damaged or is none.") { }

    /// <inheritdoc/>
    public SnapshotDamagedException(string message) : base(message) { }

    /// <inheritdoc/>
    public SnapshotDamagedException(string message, Exception inner) : base(message, inner) { }
}
