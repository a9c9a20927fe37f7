using System.Runtime.CompilerServices;

namespace Gateway.Federation.Uploads.Reading;

/// <summary>One line of a file, without its end.</summary>
internal readonly record struct FileLine(int Number, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => "(a line)";
}

/// <summary>Cuts a file into lines, part by part. Blank lines are left out and counted; of a line without end no more is kept than shows that it is too long.</summary>
internal static class FileLines
{
    // Enough of it to find a number in.
    private const int Kept = 4 * UploadDeclared.LongestLine;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<FileLine> OfAsync(IAsyncEnumerable<byte[]> parts, [EnumeratorCancellation] CancellationToken stopping)
    {
        var (number, begun) = (0, new List<byte>());
        await foreach (var part in parts.WithCancellation(stopping))
        {
            for (var rest = part.AsMemory(); !rest.IsEmpty;)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                var piece = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                var whole = begun.Count == 0 && end >= 0;
                if (!whole) begun.AddRange(piece.Span[..Math.Min(piece.Length, Kept - begun.Count)]);
                if (end < 0) break;
                if (Line(++number, whole ? piece : begun.ToArray()) is { Bytes.IsEmpty: false } line) yield return line;
                if (!whole) begun.Clear();
            }
        }

        if (begun.Count > 0 && Line(++number, begun.ToArray()) is { Bytes.IsEmpty: false } last) yield return last;
    }

    private static FileLine Line(int number, ReadOnlyMemory<byte> bytes)
    {
        if (number == 1 && bytes.Span.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        if (bytes.Span.EndsWith("\r"u8)) bytes = bytes[..^1];
        return new FileLine(number, bytes);
    }
}
