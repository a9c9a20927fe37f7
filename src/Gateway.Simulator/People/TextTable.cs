using System.Collections.Concurrent;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Texts that many children share (complaints, teams, practitioners), each kept once and ready to write.</summary>
internal sealed class TextTable
{
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Lock adding = new();
    private volatile JsonEncodedText[] texts = new JsonEncodedText[64];

    public int Add(string text)
    {
        if (numbers.TryGetValue(text, out var number)) return number;
        lock (adding)
        {
            if (numbers.TryGetValue(text, out number)) return number;
            number = numbers.Count;
            if (number == texts.Length) texts = Grown();
            texts[number] = JsonEncodedText.Encode(text);
            numbers[text] = number;
            return number;
        }
    }

    /// <summary>The number of a text; -1 where nobody has added it.</summary>
    public int Find(string text) => numbers.TryGetValue(text, out var number) ? number : -1;

    public JsonEncodedText this[long number] => texts[number];

    private JsonEncodedText[] Grown()
    {
        var larger = new JsonEncodedText[texts.Length * 2];
        texts.CopyTo(larger, 0);
        return larger;
    }
}
