namespace Gateway.Simulator;

/// <summary>Lines of UTF-8 without making a string of any.</summary>
internal sealed class LineReader(Stream source) : IDisposable
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool finished;

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0 || finished && end > start)
            {
                length = length < 0 ? end - start : length;
                line = buffer.AsSpan(start, length).TrimEnd((byte)'\r');
                start = Math.Min(start + length + 1, end);
                return true;
            }
            if (finished)
            {
                line = default;
                return false;
            }
            Fill();
        }
    }

    public void Dispose() => source.Dispose();

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = source.Read(buffer, end, buffer.Length - end);
        end += read;
        finished = read == 0;
    }
}
