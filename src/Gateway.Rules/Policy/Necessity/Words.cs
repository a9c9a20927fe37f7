namespace Gateway.Rules.Policy.Necessity;

/// <summary>The words of a text, one after the other: letters and digits, and nothing between them.</summary>
internal static class Words
{
    /// <summary>The next word at or after the place, which moves behind it; null at the end.</summary>
    public static Range? Next(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at])) at++;
        var start = at;
        while (at < text.Length && IsPart(text[at])) at++;
        return at > start ? start..at : null;
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter is '\'' or '’';
}
