using System.Text;

namespace Gateway.Benchmarks.Drive;

/// <summary>The children of a people's file, as the bytes that a question names them by: 20 each, so that a million stay small.</summary>
internal sealed class AskedChildren
{
    public const int NumberLength = 10;
    public const int DayLength = 10;

    private readonly byte[] _bytes;

    private AskedChildren(byte[] bytes) => _bytes = bytes;

    public int Count => _bytes.Length / (NumberLength + DayLength);

    public ReadOnlySpan<byte> Number(int child) => _bytes.AsSpan(child * (NumberLength + DayLength), NumberLength);

    public ReadOnlySpan<byte> Day(int child) => _bytes.AsSpan(child * (NumberLength + DayLength) + NumberLength, DayLength);

    public static AskedChildren Read(string file)
    {
        using var bytes = new MemoryStream();
        foreach (var line in File.ReadLines(file))
        {
            bytes.Write(Value(line, "\"nhsNumber\":\"", NumberLength));
            bytes.Write(Value(line, "\"dateOfBirth\":\"", DayLength));
        }

        return new AskedChildren(bytes.ToArray());
    }

    private static byte[] Value(string line, string before, int length)
    {
        var at = line.IndexOf(before, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidDataException("The file of children has another shape.") : Encoding.ASCII.GetBytes(line, at + before.Length, length);
    }
}
