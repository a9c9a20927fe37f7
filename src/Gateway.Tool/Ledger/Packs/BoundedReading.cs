namespace Gateway.Tool.Ledger.Packs;

/// <summary>Reads no more than was agreed, whatever a file or an archive says of its own length.</summary>
internal static class BoundedReading
{
    public static byte[] Whole(Stream stream, long limit, string what)
    {
        if (stream.CanSeek && stream.Length <= limit)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }

        var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is var read and > 0)
        {
            if (whole.Length + read > limit) throw TooLong(what, limit);
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>The lines of a stream, each without its line feed. A last line without one is a line too.</summary>
    public static IEnumerable<byte[]> Lines(Stream stream, int longest, string what)
    {
        var buffer = new byte[Math.Max(64 * 1024, 2 * longest)];
        var (from, to) = (0, 0);
        while (true)
        {
            var end = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                yield return buffer[from..(from + end)];
                from += end + 1;
                continue;
            }

            if (to - from > longest) throw TooLong($"a line of {what}", longest);
            buffer.AsSpan(from, to - from).CopyTo(buffer);
            (from, to) = (0, to - from);
            var read = stream.Read(buffer, to, buffer.Length - to);
            if (read == 0) break;
            to += read;
        }

        if (to > from) yield return buffer[from..to];
    }

    private static UnusablePackException TooLong(string what, long limit) => new($"{what} is longer than {limit:N0} bytes");
}
