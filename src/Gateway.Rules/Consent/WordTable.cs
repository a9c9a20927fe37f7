using System.Collections.Immutable;

namespace Gateway.Rules.Consent;

/// <summary>The words of a closed list, in the order of its values. An unknown word is no value.</summary>
internal sealed class WordTable<T>(params string[] words)
    where T : struct, Enum
{
    public ImmutableArray<string> Words { get; } = [.. words];

    public string Of(T value) => Words[Convert.ToInt32(value, null)];

    public bool TryRead(string? word, out T value)
    {
        var index = word is null ? -1 : Words.IndexOf(word);
        value = index < 0 ? default : Enum.GetValues<T>()[index];
        return index >= 0;
    }
}
