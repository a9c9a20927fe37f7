using System.Globalization;
using System.Text;

namespace Gateway.Rules.Attachments;

/// <summary>What a file is called, as it may be shown to somebody else: no path, nothing that cannot be seen or that turns a line round, and not too long.</summary>
public static class AttachmentName
{
    /// <summary>In characters.</summary>
    public const int Longest = 100;

    private const int LongestEnding = 10;

    /// <summary>A name that can be shown. The ending stays at the end whatever else is cut off.</summary>
    /// <param name="given">As a browser or a system gave it; none where it gave none.</param>
    public static string Of(string? given)
    {
        var name = Seen(LastPart(given ?? ""));
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot >= 0 && name.Length - dot <= LongestEnding ? (name[..dot], name[dot..]) : (name, "");
        stem = Cut(stem.Trim(' ', '.'), Longest - ending.Length);
        return (stem.Length == 0 ? "file" : stem) + ending;
    }

    private static string LastPart(string given) => given[(given.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Seen(string name)
    {
        var seen = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            if (Rune.IsWhiteSpace(rune)) seen.Append(seen.Length > 0 && seen[^1] != ' ' ? " " : "");
            else if (IsSeen(rune)) seen.Append(rune.ToString());
        return seen.ToString().TrimEnd(' ', '.');
    }

    // What turns the line round is of the category Format.
    private static bool IsSeen(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Cut(string stem, int most)
    {
        if (stem.Length <= most) return stem;
        return stem[..(char.IsHighSurrogate(stem[most - 1]) ? most - 1 : most)].TrimEnd(' ', '.');
    }
}
