namespace Gateway.Tool.Policy.Compare;

/// <summary>
/// The lines of a long file, one at a time through one buffer. A line longer than the buffer is handed on as too long, and
/// the file goes on after it.
/// </summary>
internal sealed class FactLines(Stream stream, int longest)
{
    private readonly byte[] _buffer = new byte[longest + 1];
    private int _start;
    private int _end;
    private bool _skipping;

    /// <summary>How many bytes are behind.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The number of the line last handed on, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line; false at the end.</summary>
    /// <param name="line">Without its end; valid until the next call.</param>
    /// <param name="tooLong">There was more of it than may be.</param>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length < 0 && _end - _start == _buffer.Length) DropAll();
            else if (length < 0 && Fill()) continue;
            else if (length < 0 && _start == _end && !_skipping) return End(out line, out tooLong);
            else return Hand(length < 0 ? _end - _start : length, length >= 0, out line, out tooLong);
        }
    }

    private bool Hand(int length, bool ended, out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        line = _buffer.AsMemory(_start, length);
        if (line.Span.EndsWith((byte)'\r')) line = line[..^1];
        _start += length + (ended ? 1 : 0);
        (tooLong, _skipping) = (_skipping, false);
        Number++;
        return true;
    }

    private static bool End(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        (line, tooLong) = (default, false);
        return false;
    }

    private void DropAll() => (_start, _end, _skipping) = (0, 0, true);

    private bool Fill()
    {
        if (_start > 0) _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        BytesRead += read;
        return read > 0;
    }
}
