using System.Buffers;
using System.Text;

namespace Gateway.Matching.Held;

/// <summary>Names as UTF-8, each text once: millions of children bear some hundred thousand.</summary>
internal sealed class NamePool(byte[] text, int[] starts)
{
    public ReadOnlySpan<byte> Text => text;

    public ReadOnlySpan<int> Starts => starts;

    public string this[int place] => Encoding.UTF8.GetString(text, starts[place], starts[place + 1] - starts[place]);
}

/// <summary>Gathers names. The dictionary is let go when the pool is made.</summary>
internal sealed class NamePoolBuilder
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<int> _starts = [0];

    public int Add(string name)
    {
        if (_known.TryGetValue(name, out var place)) return place;
        _text.Write(Encoding.UTF8.GetBytes(name));
        _starts.Add(_text.WrittenCount);
        return _known[name] = _starts.Count - 2;
    }

    public NamePool Build() => new(_text.WrittenSpan.ToArray(), [.. _starts]);
}
