using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Necessity;

/// <summary>
/// Whether a text says anything of its own (2.3): after the phrases that are no reason and the small words of the language,
/// at least three different words must be left, and six where a phrase of several words stands beside them. It weighs no
/// meaning: a person reads every reason afterwards.
/// </summary>
internal static class GivenReason
{
    private const int OwnWords = 3;
    private const int OwnWordsBesidePhrase = 6;

    // Small words, and the words of asking itself.
    private static readonly string[] Small =
    [
        "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "asap", "at", "be", "been", "but", "by", "can", "could", "do", "for", "from",
        "get", "give", "has", "have", "he", "her", "him", "his", "i", "if", "in", "info", "information", "is", "it", "its", "just", "know", "may",
        "me", "might", "more", "my", "na", "need", "needed", "needs", "none", "of", "on", "only", "or", "our", "please", "reason", "reasons",
        "request", "required", "requires", "see", "she", "should", "so", "some", "thank", "thanks", "that", "the", "their", "them", "they",
        "this", "to", "us", "very", "want", "was", "we", "will", "with", "would", "you", "your",
    ];

    public static bool IsReason(string? text, ImmutableArray<string> notReasons)
    {
        var (own, phrase) = Count(text, notReasons);
        return own >= (phrase ? OwnWordsBesidePhrase : OwnWords);
    }

    private static (int Own, bool Phrase) Count(ReadOnlySpan<char> text, ImmutableArray<string> notReasons)
    {
        Span<Range> own = stackalloc Range[OwnWordsBesidePhrase];
        var (count, phrase, at) = (0, false, 0);
        while (Words.Next(text, ref at) is { } word && count < OwnWordsBesidePhrase)
            if (PhraseAt(text, word.Start.Value, notReasons) is > 0 and var end) (phrase, at) = (phrase || end > word.End.Value, end);
            else if (!IsSmall(text[word]) && !Stands(text, own[..count], word)) own[count++] = word;
        return (count, phrase);
    }

    private static bool IsSmall(ReadOnlySpan<char> word)
    {
        foreach (var small in Small)
            if (word.Equals(small, StringComparison.OrdinalIgnoreCase)) return true;
        return word.Length == 1;
    }

    private static bool Stands(ReadOnlySpan<char> text, ReadOnlySpan<Range> own, Range word)
    {
        foreach (var before in own)
            if (text[before].Equals(text[word], StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    // Where the longest phrase that starts here ends, or 0.
    private static int PhraseAt(ReadOnlySpan<char> text, int start, ImmutableArray<string> notReasons)
    {
        var longest = 0;
        foreach (var phrase in notReasons) longest = Math.Max(longest, EndOf(text, start, phrase));
        return longest;
    }

    private static int EndOf(ReadOnlySpan<char> text, int at, string phrase)
    {
        var (inPhrase, end) = (0, 0);
        while (Words.Next(phrase, ref inPhrase) is { } expected)
            if (Words.Next(text, ref at) is { } found && text[found].StartsWith(phrase.AsSpan(expected), StringComparison.OrdinalIgnoreCase)) end = found.End.Value;
            else return 0;
        return end;
    }
}
