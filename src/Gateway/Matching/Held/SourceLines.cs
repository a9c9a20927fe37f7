namespace Gateway.Matching.Held;

/// <summary>The lines of a source of children, with where each begins.</summary>
internal static class SourceLines
{
    /// <summary>Beginnings are kept in so many bytes, for four bytes each; a line is longer than that, so it is found again exactly.</summary>
    public const int Unit = 8;

    private const int AtOnce = 1 << 20;
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Every line that is not empty, without its end, with its number from 1 and its beginning. What is given is good until the next.</summary>
    public static IEnumerable<(int Number, long Start, ReadOnlyMemory<byte> Text)> Of(Stream source)
    {
        var buffer = new byte[AtOnce];
        var (held, start, number) = (0, 0L, 0);
        for (var read = -1; read != 0;)
        {
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            read = source.Read(buffer, held, buffer.Length - held);
            held += read;
            var from = start == 0 && number == 0 && buffer.AsSpan(0, held).StartsWith(Mark) ? Mark.Length : 0;
            while (End(buffer, from, held, read == 0) is var end and >= 0)
            {
                var text = Trimmed(buffer.AsMemory(from, end - from));
                number++;
                if (text.Length > 0) yield return (number, start + from, text);
                from = end + 1;
            }

            from = Math.Min(from, held);
            buffer.AsSpan(from, held - from).CopyTo(buffer);
            (held, start) = (held - from, start + from);
        }
    }

    /// <summary>The line that begins at or just after a kept beginning.</summary>
    public static byte[] At(Stream source, uint kept)
    {
        var least = (long)kept * Unit;
        source.Position = Math.Max(0, least - 1);
        // The byte before a line is the end of another: the line begins after the first such end from there.
        if (least > 0)
            while (source.ReadByte() is not ('\n' or -1)) { }
        using var line = new MemoryStream();
        while (line.Length < Unit && source.Position < source.Length)
        {
            line.SetLength(0);
            for (var next = source.ReadByte(); next is not ('\n' or -1); next = source.ReadByte()) line.WriteByte((byte)next);
        }

        var text = line.ToArray();
        return text.AsSpan().StartsWith(Mark) ? text[Mark.Length..] : text;
    }

    // The last line may have no end of its own.
    private static int End(byte[] buffer, int from, int held, bool isLast)
    {
        if (from > held) return -1;
        var end = buffer.AsSpan(from, held - from).IndexOf((byte)'\n');
        return end >= 0 ? from + end : isLast && from < held ? held : -1;
    }

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line) => line.Length > 0 && line.Span[^1] == '\r' ? line[..^1] : line;
}
