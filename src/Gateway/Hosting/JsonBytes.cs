using System.Buffers;
using System.Text.Json;

namespace Gateway.Hosting;

/// <summary>One JSON object as bytes. Each thread keeps a writer and its buffer for the next one, and nothing of what was written.</summary>
internal static class JsonBytes
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static Kept? _kept;

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var kept = _kept ?? new Kept();
        // Gone while it is in use: an object that is made within another gets its own.
        _kept = null;
        kept.Writer.WriteStartObject();
        write(kept.Writer);
        kept.Writer.WriteEndObject();
        kept.Writer.Flush();
        var bytes = kept.Buffer.WrittenSpan.ToArray();
        kept.Clear();
        if (kept.Buffer.Capacity <= LargestKept) _kept = kept;
        return bytes;
    }

    private sealed class Kept
    {
        public Kept() => Writer = new Utf8JsonWriter(Buffer);

        public ArrayBufferWriter<byte> Buffer { get; } = new(4096);

        public Utf8JsonWriter Writer { get; }

        public void Clear()
        {
            Buffer.Clear();
            Writer.Reset();
        }
    }
}
