using System.Globalization;
using System.Text;

namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// Brings a name to the form that is compared: lower case, no marks, no apostrophes, look-alike letters as Latin ones, and one space
/// where anything else stood. The same text gives the same form under every culture.
/// </summary>
public static class NameFold
{
    /// <summary>The most characters that a folded name has; what lies beyond is cut. A buffer of this length always suffices.</summary>
    public const int MaximumLength = 128;

    // Room for marks written apart from their letters.
    private const int MostRead = 4 * MaximumLength;

    /// <summary>Folds a name into a buffer without allocating where it is plain ASCII.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="into">Receives the folded name: at least <see cref="MaximumLength"/> characters, or as many as <paramref name="text"/> has where that is plain ASCII.</param>
    /// <returns>How many characters were written; 0 where there was no letter or digit.</returns>
    public static int Into(ReadOnlySpan<char> text, Span<char> into)
    {
        var most = Math.Min(into.Length, MaximumLength);
        var length = 0;
        for (var i = 0; i < text.Length && length < most; i++)
        {
            var c = text[i];
            if (c > '\u007f') return Unicode(text, into[..most]);
            if (char.IsAsciiLetterOrDigit(c)) into[length++] = (char)(c | 0x20);
            else if (c is not '\'' and not '`') length = Gap(into, length);
        }

        return Trimmed(into, length);
    }

    /// <summary>The folded name as a string; empty where there was no letter or digit.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[MaximumLength];
        return new string(buffer[..Into(text, buffer)]);
    }

    // Apostrophes go first: compatibility forms would turn some of them into a space and a mark.
    private static int Unicode(ReadOnlySpan<char> text, Span<char> into)
    {
        Span<char> kept = stackalloc char[MostRead];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (LetterFolds.IsApostrophe(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) continue;
            if (count + rune.Utf16SequenceLength > kept.Length) break;
            count += rune.EncodeToUtf16(kept[count..]);
        }

        return Fold(new string(kept[..count]).Normalize(NormalizationForm.FormKD), into);
    }

    private static int Fold(ReadOnlySpan<char> decomposed, Span<char> into)
    {
        var length = 0;
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (length + 2 > into.Length) break;
            if (IsMark(rune)) continue;
            if (Rune.IsLetterOrDigit(rune)) length += Letter(Rune.ToLowerInvariant(rune), into[length..]);
            else if (!LetterFolds.IsApostrophe(rune.Value)) length = Gap(into, length);
        }

        return Trimmed(into, length);
    }

    private static int Letter(Rune lower, Span<char> into)
    {
        if (LetterFolds.Latin(lower.Value) is not { } folded) return lower.EncodeToUtf16(into);
        folded.CopyTo(into);
        return folded.Length;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static int Gap(Span<char> into, int length)
    {
        if (length == 0 || into[length - 1] == ' ') return length;
        into[length] = ' ';
        return length + 1;
    }

    private static int Trimmed(Span<char> into, int length) => length > 0 && into[length - 1] == ' ' ? length - 1 : length;
}
