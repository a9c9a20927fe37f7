using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Words of the contract in a fixed order, found in a document without making strings.</summary>
internal sealed class WordList
{
    private readonly byte[][] utf8;

    public WordList(params string[] words)
    {
        Words = [.. words];
        Encoded = [.. words.Select(word => JsonEncodedText.Encode(word))];
        utf8 = [.. words.Select(Encoding.UTF8.GetBytes)];
    }

    public ImmutableArray<string> Words { get; }

    public ImmutableArray<JsonEncodedText> Encoded { get; }

    /// <summary>The position of the current string or member name; -1 where it is none of the words.</summary>
    public int Find(ref Utf8JsonReader json)
    {
        for (var i = 0; i < utf8.Length; i++)
            if (json.ValueTextEquals(utf8[i])) return i;
        return -1;
    }

    public int Find(string word) => Words.IndexOf(word);
}
