namespace Gateway.Simulator;

/// <summary>Bytes kept in large pages, so that a million children are a few hundred objects to the collector.</summary>
internal sealed class ByteArena
{
    private const int PageSize = 1 << 20;
    private const int Alignment = 4;
    private volatile byte[][] pages = [];
    private int used = PageSize;

    /// <summary>Copies the bytes in and says where: a position in units of four bytes. One writer at a time.</summary>
    public uint Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > PageSize) throw new RefusedException("record", "is larger than 1 MiB");
        if (used + bytes.Length > PageSize) NewPage();
        var at = checked((uint)(((long)(pages.Length - 1) * PageSize + used) / Alignment));
        bytes.CopyTo(pages[^1].AsSpan(used));
        used += (bytes.Length + Alignment - 1) / Alignment * Alignment;
        return at;
    }

    public ReadOnlySpan<byte> From(uint position)
    {
        var at = (long)position * Alignment;
        return pages[at / PageSize].AsSpan((int)(at % PageSize));
    }

    private void NewPage()
    {
        pages = [.. pages, GC.AllocateUninitializedArray<byte>(PageSize)];
        used = 0;
    }
}
