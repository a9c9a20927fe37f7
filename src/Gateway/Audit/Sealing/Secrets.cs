using System.Security.Cryptography;

namespace Gateway.Audit.Sealing;

/// <summary>Random bytes, drawn many at a time and handed out once. Not safe for use by two threads at once.</summary>
internal sealed class Secrets
{
    private readonly byte[] _bytes = new byte[16 * 1024];
    private int _used = 16 * 1024;

    /// <summary>Wipe them after use.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length - _used < length)
        {
            RandomNumberGenerator.Fill(_bytes);
            _used = 0;
        }

        var taken = _bytes.AsSpan(_used, length);
        _used += length;
        return taken;
    }
}
