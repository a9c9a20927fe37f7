using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>Small words of the pages.</summary>
internal static class PageWords
{
    public static string NameOf(string item) => ItemWords.TryRead(item, out var known) ? known.Name() : item;

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static string YesOrNo(bool? value) => value switch { true => "Yes", false => "No", null => "Not known" };

    /// <summary>The address that a telephone dials.</summary>
    public static string Tel(string number) => "tel:" + string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
