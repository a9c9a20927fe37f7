namespace Gateway.Audit.Writing;

/// <summary>Memory that a batch takes from and gives back whole. What was taken stays valid when the arena grows.</summary>
internal sealed class Arena
{
    private const int Kept = 1024 * 1024;

    private byte[] _bytes = new byte[256 * 1024];
    private int _used;

    public Memory<byte> Take(int length)
    {
        if (_bytes.Length - _used < length)
        {
            _bytes = new byte[Math.Max(Kept, length)];
            _used = 0;
        }

        var taken = _bytes.AsMemory(_used, length);
        _used += length;
        return taken;
    }

    public void Reset()
    {
        if (_bytes.Length > Kept) _bytes = new byte[Kept];
        _used = 0;
    }
}
