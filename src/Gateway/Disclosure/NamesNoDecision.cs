namespace Gateway.Disclosure;

/// <summary>
/// Texts that give no reason for a decision: "useful background", "completeness", "policy requires", "to be safe" and what is
/// near to them (sharing rules, 2.3). They are returned with what to write, and never accepted.
/// </summary>
internal static class NamesNoDecision
{
    private const int FewestWords = 4;

    private static readonly string[][] Phrases =
    [
        ["useful", "background"], ["background", "information"], ["for", "completeness"], ["completeness"], ["policy", "requires"], ["required", "by", "policy"],
        ["to", "be", "safe"], ["just", "in", "case"], ["good", "to", "know"], ["for", "my", "records"], ["not", "applicable"], ["routine", "check"],
    ];

    // What may stand around such a phrase without making a reason of it.
    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "it", "is", "its", "this", "that", "as", "for", "of", "to", "be", "our", "we", "i", "need", "want", "some", "more", "very", "only", "just",
        "would", "could", "may", "might", "and", "sake", "information", "info", "background", "useful", "please", "thanks", "helpful", "general", "in", "case",
    };

    public static bool Is(string text)
    {
        var words = Words(text);
        if (words.Length < FewestWords) return true;
        foreach (var phrase in Phrases)
        {
            var at = IndexOf(words, phrase);
            if (at < 0) continue;
            var rest = words.Where((_, place) => place < at || place >= at + phrase.Length).Count(word => !Filler.Contains(word));
            if (rest < FewestWords) return true;
        }

        return words.Distinct(StringComparer.Ordinal).Count() < 3 || words.All(Filler.Contains);
    }

    private static string[] Words(string text) =>
        new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int IndexOf(string[] words, string[] phrase)
    {
        for (var at = 0; at <= words.Length - phrase.Length; at++)
            if (words.AsSpan(at, phrase.Length).SequenceEqual(phrase)) return at;
        return -1;
    }
}
