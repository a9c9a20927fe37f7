using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// One part of a name as it is compared: its folded tokens in the order in which they were written, without titles.
/// Blank where nothing was written, or only what stands for no name ("Baby", "Twin 1", "not known"). What was written is kept elsewhere.
/// </summary>
public sealed class PersonName
{
    /// <summary>The most tokens that are read; what follows is left out.</summary>
    public const int MaximumTokens = 8;

    /// <summary>The name that says nothing.</summary>
    public static readonly PersonName Blank = new([]);

    private PersonName(ImmutableArray<string> tokens) => Tokens = tokens;

    /// <summary>The tokens in order, each lower case and without a space.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>True where there is no name to compare.</summary>
    public bool IsBlank => Tokens.IsEmpty;

    /// <summary>The first token, or empty.</summary>
    public string First => IsBlank ? "" : Tokens[0];

    /// <summary>All tokens run together: <c>o brien</c> and <c>o'brien</c> are the same here.</summary>
    public string Joined => string.Concat(Tokens);

    /// <summary>Reads one part of a name.</summary>
    /// <param name="text">What was written; null and blanks give <see cref="Blank"/>.</param>
    /// <param name="tables">Placeholders and titles.</param>
    /// <param name="part">Which part it is.</param>
    public static PersonName Read(string? text, NameTables tables, NamePart part = NamePart.Given)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Span<char> buffer = stackalloc char[NameFold.MaximumLength];
        Span<Range> tokens = stackalloc Range[MaximumTokens];
        var count = Tokenise(text, tables, part, buffer, tokens);
        return count == 0 ? Blank : new([.. Strings(buffer, tokens[..count])]);
    }

    /// <summary>Reads one part of a name into buffers; nothing is allocated for a name in plain ASCII.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="tables">Placeholders and titles.</param>
    /// <param name="part">Which part it is.</param>
    /// <param name="buffer">Receives the folded name: at least <see cref="NameFold.MaximumLength"/> characters.</param>
    /// <param name="tokens">Receives where each token lies in <paramref name="buffer"/>; at most <see cref="MaximumTokens"/> are of use.</param>
    /// <returns>How many tokens there are; 0 for a blank or a placeholder.</returns>
    public static int Tokenise(ReadOnlySpan<char> text, NameTables tables, NamePart part, Span<char> buffer, Span<Range> tokens)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var length = NameFold.Into(text, buffer);
        ReadOnlySpan<char> folded = buffer[..length];
        var skipped = tables.TitleLength(folded);
        var rest = folded[skipped..];
        if (rest.IsEmpty || tables.IsPlaceholder(rest, part)) return 0;
        var count = 0;
        foreach (var token in rest.Split(' '))
        {
            if (count == tokens.Length) break;
            tokens[count++] = new Range(token.Start.Value + skipped, token.End.Value + skipped);
        }

        return count;
    }

    private static string[] Strings(ReadOnlySpan<char> buffer, ReadOnlySpan<Range> tokens)
    {
        var strings = new string[tokens.Length];
        for (var i = 0; i < tokens.Length; i++) strings[i] = new string(buffer[tokens[i]]);
        return strings;
    }
}
