using System.Buffers;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>A pooled buffer in front of a file: memory stays the same however long the file grows.</summary>
internal sealed class FileBuffer(FileStream file) : IBufferWriter<byte>, IDisposable
{
    private const int Size = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _used;

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Flush()
    {
        file.Write(_buffer, 0, _used);
        _used = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void MakeRoom(int needed)
    {
        if (_buffer.Length - _used >= needed) return;
        Flush();
        if (_buffer.Length >= needed) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(needed);
    }
}
