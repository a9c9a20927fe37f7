namespace Gateway.Rules.Matching.Reading;

/// <summary>How a placeholder is told.</summary>
public enum PlaceholderKind
{
    /// <summary>A name of nothing but such words, digits and single letters is blank.</summary>
    Word,

    /// <summary>Blank where it is all there is.</summary>
    Whole,

    /// <summary>Blank whatever follows.</summary>
    Start,

    /// <summary>Left off the front of a name.</summary>
    Title,
}

/// <summary>A row of <c>placeholders.csv</c>.</summary>
/// <param name="GivenOnly">True where it stands for no name only as a given name.</param>
/// <param name="Words">The folded words.</param>
public sealed record Placeholder(bool GivenOnly, PlaceholderKind Kind, string Words);

/// <summary>The placeholders of one part of a name.</summary>
internal sealed class PlaceholderWords(IEnumerable<Placeholder> rows)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words = Of(rows, PlaceholderKind.Word);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wholes = Of(rows, PlaceholderKind.Whole);
    private readonly string[] _starts = [.. rows.Where(row => row.Kind == PlaceholderKind.Start).Select(row => row.Words + " ")];

    /// <summary>True where the folded name is one of these and nothing else.</summary>
    public bool Cover(ReadOnlySpan<char> folded)
    {
        if (_wholes.Contains(folded)) return true;
        foreach (var start in _starts)
            if (folded.StartsWith(start, StringComparison.Ordinal)) return true;
        return AllWords(folded);
    }

    // "Twin 1", "Baby Girl B": single letters count only beside a word, so that a lone initial is still a name.
    private bool AllWords(ReadOnlySpan<char> folded)
    {
        var words = 0;
        for (var rest = folded; !rest.IsEmpty;)
        {
            var space = rest.IndexOf(' ');
            var token = space < 0 ? rest : rest[..space];
            rest = space < 0 ? [] : rest[(space + 1)..];
            if (_words.Contains(token)) words++;
            else if (token.Length > 1 && !IsNumber(token)) return false;
        }

        return words > 0 || IsNumber(folded);
    }

    private static bool IsNumber(ReadOnlySpan<char> token)
    {
        foreach (var c in token)
            if (!char.IsAsciiDigit(c) && c != ' ') return false;
        return true;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Of(IEnumerable<Placeholder> rows, PlaceholderKind kind) =>
        rows.Where(row => row.Kind == kind).Select(row => row.Words).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
