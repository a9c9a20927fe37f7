using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Rules.Matching.Index;

/// <summary>Writes arrays one after the other, each with its length and on a boundary of 64 bytes, and a hash of it all at the end.</summary>
internal sealed class SnapshotWriter(Stream to) : IDisposable
{
    public const int Boundary = 64;

    private const int AtOnce = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _written;

    public void Number(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Put(bytes);
    }

    public void Array<T>(T[] items) where T : unmanaged
    {
        Number(items.Length);
        Span<byte> gap = stackalloc byte[Boundary];
        gap.Clear();
        Put(gap[..(int)((Boundary - _written % Boundary) % Boundary)]);
        for (var at = 0; at < items.Length; at += AtOnce) Put(MemoryMarshal.AsBytes(items.AsSpan(at, Math.Min(AtOnce, items.Length - at))));
    }

    /// <summary>Writes the hash of everything before it.</summary>
    public void End() => to.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        to.Write(bytes);
        _written += bytes.Length;
    }
}
